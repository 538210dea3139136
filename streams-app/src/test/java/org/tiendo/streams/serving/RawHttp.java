package org.tiendo.streams.serving;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Sends what a well-behaved client never would. */
final class RawHttp {
    private RawHttp() {}

    static String get(int port, String target, String... headers) throws IOException {
        return send(port, "GET", target, headers);
    }

    /** @param headers whole lines, as they are sent */
    static String send(int port, String method, String target, String... headers) throws IOException {
        return exchange(
                port,
                method + " " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                        + Stream.of(headers).map(header -> header + "\r\n").collect(Collectors.joining()) + "\r\n");
    }

    /** @param request all of it, as it is sent; it must say that the connection ends with the answer */
    static String exchange(int port, String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }
}
