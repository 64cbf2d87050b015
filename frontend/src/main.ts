import './style/tokens.css';
import './style/base.css';
import './style/parts.css';
import './style/print.css';
import { mount } from 'svelte';
import App from './App.svelte';
import { ahead } from './lib/api';
import { router } from './lib/router.svelte';

const target = document.getElementById('app');
if (!target) throw new Error('the page has no element to stand in');
if (router.path === '/situation') ahead('situation');
mount(App, { target });
