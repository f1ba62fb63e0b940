import { once } from "node:events";
import * as http from "node:http";
import * as http2 from "node:http2";
import type { AddressInfo, Socket } from "node:net";
import { Code, ConnectError, type ConnectRouter } from "@connectrpc/connect";
import { connectNodeAdapter } from "@connectrpc/connect-node";
import type { DescMessage, MessageInitShape } from "@bufbuild/protobuf";

/** A server whose answers a test writes: gRPC over HTTP/2, and gRPC-Web over HTTP/1.1 at an address of its own. */
export class ScriptedServer {
  readonly #servers: { server: http.Server | http2.Http2Server; sockets: Set<Socket> }[] = [];
  /** For gRPC. */
  address = "";
  /** For gRPC-Web. */
  webAddress = "";

  /** @param pages Answers what is no call; nothing is there by default. */
  static async start(routes: (router: ConnectRouter) => void, pages?: http.RequestListener): Promise<ScriptedServer> {
    const scripted = new ScriptedServer();
    const fallback = pages && { fallback: pages as never };
    const handle = connectNodeAdapter({ routes, connect: false, ...fallback });
    scripted.address = await scripted.#listen(http2.createServer(handle));
    scripted.webAddress = await scripted.#listen(http.createServer(handle));
    return scripted;
  }

  async #listen(server: http.Server | http2.Http2Server): Promise<string> {
    const sockets = new Set<Socket>();
    server.on("connection", (socket: Socket) => {
      sockets.add(socket);
      socket.on("close", () => sockets.delete(socket));
    });
    this.#servers.push({ server, sockets });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  /** Bytes that came over the connections there are. */
  get bytesReceived(): number {
    return this.#servers.flatMap(({ sockets }) => [...sockets]).reduce((sum, socket) => sum + socket.bytesRead, 0);
  }

  /** Cuts all connections, as a network that breaks would. */
  cut(): void {
    for (const { sockets } of this.#servers) for (const socket of sockets) socket.destroy();
  }

  async stop(): Promise<void> {
    this.cut();
    for (const { server } of this.#servers) {
      server.close();
      await once(server, "close");
    }
  }
}

/** A status as the server sends it. */
export function failure<D extends DescMessage>(
  code: Code, message: string, ...details: { desc: D; value: MessageInitShape<D> }[]
): ConnectError {
  return new ConnectError(message, code, undefined, details);
}
