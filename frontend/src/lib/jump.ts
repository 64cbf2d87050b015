/** Goes to a heading of the page, with the focus too, so that the keyboard goes on from there. */
export function jump(id: string): void {
  const heading = document.getElementById(id);
  if (!heading) return;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
  heading.scrollIntoView();
}
