import type { RpcCall } from "./call.js";
import type { CallOptions, RpcMethod, RpcMethods, RpcOptions, RpcSpec } from "./options.js";
import { RpcSender } from "./sender.js";
import { RpcSession } from "./session.js";

/** How a function of a client calls its method. */
type RpcInvoke = (method: RpcMethod, params: unknown, options: CallOptions | undefined) => Promise<unknown>;

/** Makes a client: an object of services, with `batch` and `notify` beside them. */
export function connect(spec: RpcSpec, options: RpcOptions): object {
  const hook = options.onUnauthenticated as ((api: object, error: unknown) => unknown) | undefined;
  // What the hook calls with is not to come here again: it would wait for itself.
  const ask = hook && ((error: unknown) => hook(connect(spec, { ...options, onUnauthenticated: undefined }), error));
  const sender = new RpcSender(spec, options, new RpcSession(spec.schemes, options, ask));
  const client = calls(spec.methods, (method, params, callOptions, notify) => {
    const call = sender.make(method, params, callOptions ?? {}, notify);
    sender.send(call);
    return call.promise;
  });
  return Object.defineProperty(client, "batch", { value: (fill: RpcFill, batchOptions?: CallOptions) => batch(spec, sender, fill, batchOptions) });
}

/** Makes calls by means of what it is given, and returns whatever it wants of them. */
type RpcFill = (calls: object) => unknown;

function batch(spec: RpcSpec, sender: RpcSender, fill: RpcFill, options: CallOptions = {}): unknown {
  const gathered: RpcCall[] = [];
  let sent = false;
  const add = calls(spec.methods, (method, params, callOptions, notify) => {
    const call = sender.make(method, params, { ...options, ...callOptions }, notify);
    if (sent) {
      void sender.exchange([call]); // made after the batch was sent
    } else {
      gathered.push(call);
    }
    return call.promise;
  });
  try {
    const result = fill(add);
    sent = true;
    void sender.exchange(gathered);
    return result;
  } catch (cause) {
    sent = true;
    for (const call of gathered) {
      call.promise.catch(() => {}); // nobody has it
      call.fail({ kind: "aborted", problem: "the batch was not sent", cause });
    }
    throw cause;
  }
}

/** An object of services, and `notify` with the same services. */
function calls(methods: RpcMethods, invoke: (...args: [...Parameters<RpcInvoke>, notify: boolean]) => Promise<unknown>): object {
  const all = services(methods, (method, params, options) => invoke(method, params, options, false));
  const notify = services(methods, (method, params, options) => invoke(method, params, options, true));
  return Object.defineProperty(all, "notify", { value: notify });
}

/** An object of services, each made when it is first asked for: there may be many. */
function services(methods: RpcMethods, invoke: RpcInvoke): object {
  const all = {};
  for (const [name, members] of Object.entries(methods)) {
    let made: object | undefined;
    Object.defineProperty(all, name, { get: () => (made ??= service(members, invoke)), enumerable: true });
  }
  return all;
}

function service(members: RpcMethods[string], invoke: RpcInvoke): object {
  const functions = Object.entries(members).map(([name, method]) => {
    if (method.params) {
      return [name, (params?: unknown, options?: CallOptions) => invoke(method, params, options)];
    }
    return [name, (options?: CallOptions) => invoke(method, undefined, options)];
  });
  return Object.fromEntries(functions);
}

