import './style/tokens.css';
import './style/base.css';
import './style/parts.css';
import './style/print.css';
import { mount } from 'svelte';
import App from './App.svelte';

const target = document.getElementById('app');
if (!target) throw new Error('the page has no element to stand in');
mount(App, { target });
