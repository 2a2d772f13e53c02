'use strict';
// Shows what GET /api/v1/services tells, every two seconds. A token lives in this variable and nowhere else.
let token = '';
const services = document.getElementById('services');
const said = document.getElementById('said');
const login = document.getElementById('login');

const percent = (ratio, digits) => ratio === null ? '–' : (ratio * 100).toFixed(digits) + ' %';
const millis = seconds => seconds === null ? '–' : (seconds * 1000).toPrecision(2) * 1 + ' ms';

const columns = [
  ['version', 'text', (v, name, service) => name + (name === service.stable ? ' (stable)' : '')],
  ['state', 'text', v => v.state],
  ['weight', '', v => String(v.weight)],
  ['share', '', v => percent(v.share.effective, 1)],
  ['users', '', v => String(v.last60s.users)],
  ['req/s', '', v => (v.last60s.requests / 60).toFixed(1)],
  ['errors', '', v => v.last60s.requests ? percent(v.last60s.errorRatio, 2) : '–'],
  ['p50', '', v => millis(v.last60s.p50)],
  ['p99', '', v => millis(v.last60s.p99)],
  ['running', '', v => String(v.inFlight)],
  ['guard', 'text', v => v.guard === null ? '' : v.guard.sentence
    + (v.guard.hold === null ? '' : ' (held: ' + v.guard.hold + ')')],
];

function element(parent, name, text, className) {
  const made = parent.appendChild(document.createElement(name));
  if (text !== undefined) made.textContent = text;
  if (className) made.className = className;
  return made;
}

function show(service) {
  const section = document.createElement('section');
  element(section, 'h2', service.name);
  if (service.killSwitch) element(section, 'p', 'The kill switch is on: everyone is on ' + service.stable + '.', 'killed');
  const table = element(element(section, 'div', undefined, 'scroll'), 'table');
  element(table, 'caption', 'Versions of ' + service.name + ', last 60 seconds', 'aside');
  const head = element(element(table, 'thead'), 'tr');
  for (const [title, kind] of columns) element(head, 'th', title, kind).scope = 'col';
  const body = element(table, 'tbody');
  for (const [name, version] of Object.entries(service.versions)) {
    const row = element(body, 'tr');
    columns.forEach(([title, kind, value], column) => {
      const cell = element(row, column ? 'td' : 'th', value(version, name, service), kind);
      if (!column) cell.scope = 'row';
      if (title === 'state') cell.classList.add('state-' + version.state);
    });
  }
  for (const differs of service.differsFromFile) {
    element(section, 'p', `${differs.key} is ${differs.now}, file says ${differs.file} (${differs.by}, ${differs.at})`, 'aside');
  }
  return section;
}

async function refresh() {
  try {
    const headers = token ? {Authorization: 'Bearer ' + token} : {};
    const answer = await fetch('/api/v1/services', {headers, cache: 'no-store'});
    login.hidden = answer.status !== 401;
    if (answer.ok) {
      services.replaceChildren(...(await answer.json()).map(show));
      said.textContent = 'as of ' + new Date().toLocaleTimeString();
    } else {
      said.textContent = (await answer.json()).detail;
    }
  } catch (failure) {
    said.textContent = 'no answer from the proxy; what is shown may be old';
  }
  setTimeout(refresh, 2000);
}

login.addEventListener('submit', event => {
  event.preventDefault();
  token = document.getElementById('token').value;
  login.hidden = true;
});
refresh();
