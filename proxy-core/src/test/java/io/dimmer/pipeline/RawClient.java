package io.dimmer.pipeline;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** A client that sends exactly the bytes it is told to, and reads answers by their framing. */
final class RawClient implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 20_000;

    private final Socket socket;
    private final InputStream in;

    private RawClient(Socket socket) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
    }

    static RawClient to(InetSocketAddress address) throws IOException {
        Socket socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.connect(address, PATIENCE_MILLIS);
        return new RawClient(socket);
    }

    /** From another address of this machine. */
    static RawClient from(String local, InetSocketAddress address) throws IOException {
        Socket socket = new Socket();
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.bind(new InetSocketAddress(local, 0));
        socket.connect(address, PATIENCE_MILLIS);
        return new RawClient(socket);
    }

    /** Text, a character a byte. */
    RawClient send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    RawClient send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
        return this;
    }

    /** The same in pieces of that many bytes; 0 for everything at once. */
    void send(String text, int piece) throws IOException {
        Talk.send(text, piece, socket.getOutputStream());
    }

    /** Whole answers, one after the other; nothing else must be read from then on. */
    MessageReader messages() {
        return new MessageReader(in);
    }

    /** A plain GET with more field lines. */
    RawClient get(String path, String... fields) throws IOException {
        StringBuilder head = new StringBuilder("GET " + path + " HTTP/1.1\r\nHost: shop.example\r\n");
        for (String field : fields) {
            head.append(field).append("\r\n");
        }
        return send(head.append("\r\n").toString());
    }

    /** Up to the empty line, that included. */
    String readHead() throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("the connection ended in a head: " + head);
            }
            head.write(next);
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    /** Reads an answer with its body. */
    Reply readReply() throws IOException {
        String head = readHead();
        String lower = head.toLowerCase(Locale.ROOT);
        int length = lower.indexOf("\r\ncontent-length: ");
        if (lower.contains("\r\ntransfer-encoding: chunked")) {
            return new Reply(head, readChunked());
        }
        if (length >= 0) {
            int start = length + "\r\ncontent-length: ".length();
            int bytes = Integer.parseInt(head.substring(start, head.indexOf("\r\n", start)));
            return new Reply(head, readExactly(bytes));
        }
        return new Reply(head, "");
    }

    private String readChunked() throws IOException {
        StringBuilder body = new StringBuilder();
        while (true) {
            String line = readLine();
            int size = Integer.parseInt(line, 16);
            body.append(readExactly(size));
            if (size == 0) {
                String trailer = readLine();
                while (!trailer.isEmpty()) {
                    body.append('|').append(trailer);
                    trailer = readLine();
                }
                return body.toString();
            }
            readExactly(2);
        }
    }

    String readLine() throws IOException {
        StringBuilder line = new StringBuilder();
        while (true) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("the connection ended in a line: " + line);
            }
            if (next == '\n') {
                return line.substring(0, line.length() - 1);
            }
            line.append((char) next);
        }
    }

    String readExactly(int bytes) throws IOException {
        byte[] read = in.readNBytes(bytes);
        if (read.length < bytes) {
            throw new IOException("the connection ended after " + read.length + " of " + bytes + " bytes");
        }
        return new String(read, StandardCharsets.ISO_8859_1);
    }

    /** That many bytes, or what there was before the end. */
    String readUpTo(int bytes) throws IOException {
        return new String(in.readNBytes(bytes), StandardCharsets.ISO_8859_1);
    }

    /** An answer's head where it is Dimmer's own 502, else everything until the connection breaks. */
    String readUntilCutOrHead() throws IOException {
        StringBuilder found = new StringBuilder();
        try {
            for (int next = in.read(); next >= 0; next = in.read()) {
                found.append((char) next);
                if (found.indexOf("HTTP/1.1 502") == 0 && found.indexOf("\r\n\r\n") > 0) {
                    return found.toString();
                }
            }
        } catch (SocketException reset) {
            return found.toString();
        }
        throw new IOException("the connection ended in order after " + found);
    }

    /** Bytes that are here and have not been read. */
    int waiting() throws IOException {
        return in.available();
    }

    /** True when the other side breaks the connection next, so that nobody takes what came for everything. */
    boolean isCut() throws IOException {
        try {
            return in.read() == Integer.MIN_VALUE;
        } catch (SocketException reset) {
            return true;
        }
    }

    int read(byte[] into) throws IOException {
        return in.read(into);
    }

    /** As many bytes as are there, up to that many. */
    int read(byte[] into, int most) throws IOException {
        return in.read(into, 0, most);
    }

    /** Everything until the other side closes. */
    String readToEnd() throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    /** True when the other side closes next, in order. */
    boolean isEnded() throws IOException {
        return in.read() < 0;
    }

    /** Ends our half. */
    RawClient endOutput() throws IOException {
        socket.shutdownOutput();
        return this;
    }

    /** Closes in order. */
    void leave() throws IOException {
        socket.close();
    }

    /** Closes with a reset. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /** Makes the kernel keep little for us. */
    static RawClient slow(InetSocketAddress address, int receiveBuffer) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(receiveBuffer);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.connect(address, PATIENCE_MILLIS);
        return new RawClient(socket);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** One answer. */
    record Reply(String head, String body) {
        int status() {
            return Integer.parseInt(head.substring(9, 12));
        }

        /** The first value of a field, empty when there is none. */
        String field(String name) {
            return fields(name).stream().findFirst().orElse("");
        }

        /** All values of a field. */
        List<String> fields(String name) {
            String start = name.toLowerCase(Locale.ROOT) + ":";
            return head.lines()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
                    .map(line -> line.substring(start.length()).strip())
                    .toList();
        }
    }
}
