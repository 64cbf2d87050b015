/** What every screen shares: theme, messages, and a count that grows when a decision was made. */
import { decide } from './api';
import { actions } from './labels';

type Theme = 'light' | 'dark';

function remembered(): Theme {
  try {
    const kept = localStorage.getItem('stemma-theme');
    if (kept === 'light' || kept === 'dark') return kept;
  } catch { /* storage may be switched off; the system's choice then holds */ }
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}

export interface Message { text: string; bad: boolean; undo: string | null }

class Shared {
  theme = $state<Theme>(remembered());
  message = $state.raw<Message | null>(null);
  revision = $state(0);
  busy = $state(false);

  toggleTheme(): void {
    this.theme = this.theme === 'dark' ? 'light' : 'dark';
    try { localStorage.setItem('stemma-theme', this.theme); } catch { /* as above */ }
  }

  /** Writes a decision and says so, with a way back. Returns whether it was written. */
  async decide(action: string, targets: string[], value = '', note = ''): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    try {
      const decision = await decide(action, targets, value, note);
      const said = action === 'undo' ? 'Decision undone.' : `Decision noted: ${actions[action] ?? action}.`;
      this.message = { text: said, bad: false, undo: action === 'undo' ? null : decision.id };
      this.revision += 1;
      return true;
    } catch (error) {
      this.message = { text: (error as Error).message, bad: true, undo: null };
      return false;
    } finally {
      this.busy = false;
    }
  }
}

export const shared = new Shared();
