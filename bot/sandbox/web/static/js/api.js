// The way to the sandbox.

async function read(response) {
  const body = await response.json().catch(() => ({ error: `the page got ${response.status}` }));
  if (!response.ok) throw new Error(body.error || response.statusText);
  return body;
}

const query = (values) => new URLSearchParams(values).toString();

export const getState = async (user) => read(await fetch(`demo/state?${query({ user })}`));

export const getMessages = async (user, channel) => read(await fetch(`demo/messages?${query({ user, channel })}`));

/** Does what a person does; throws an error whose message can be shown. */
export async function act(name, body, signal) {
  return read(await fetch(`demo/${name}`, {
    method: "POST", signal,
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  }));
}

/** Listens to what happens; returns the function that ends it. */
export function listen(user, after, onEvent, onState) {
  const source = new EventSource(`demo/events?${query({ user, after })}`);
  source.onmessage = (e) => onEvent(JSON.parse(e.data));
  source.onopen = () => onState(true);
  source.onerror = () => onState(false);
  return () => source.close();
}
