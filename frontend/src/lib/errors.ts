/** What went wrong with an answer: the status of HTTP, 0 where no server answers. */
export class ServerError extends Error {
  constructor(message: string, readonly status: number) { super(message); }
}
