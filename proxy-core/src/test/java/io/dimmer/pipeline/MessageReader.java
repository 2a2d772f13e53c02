package io.dimmer.pipeline;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts whole messages out of a stream of well-formed ones, each as it came. One thread. */
final class MessageReader {
    private static final int BUFFER = 64 * 1024;
    private static final Pattern LENGTH = Pattern.compile("\r\nContent-Length: *([0-9]+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern CHUNKED = Pattern.compile("\r\nTransfer-Encoding: *chunked", Pattern.CASE_INSENSITIVE);
    private static final Pattern BODILESS = Pattern.compile("HTTP/1\\.[01] (204|304) .*", Pattern.DOTALL);

    private final InputStream in;

    MessageReader(InputStream in) {
        this.in = new BufferedInputStream(in, BUFFER);
    }

    /** The next request; empty at the end. */
    String request() throws IOException {
        String head = head();
        return head + body(head);
    }

    /**
     * The next answer. One that ends with its connection gets a length instead, so that everybody can see that it is
     * whole.
     */
    String answer(boolean toHead) throws IOException {
        String head = head();
        if (toHead || BODILESS.matcher(head).matches()) {
            return head;
        }
        if (LENGTH.matcher(head).find() || CHUNKED.matcher(head).find()) {
            return head + body(head);
        }
        String body = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        return head.substring(0, head.length() - 2) + "Content-Length: " + body.length() + "\r\n\r\n" + body;
    }

    /** True when nothing more comes. */
    boolean isEnded() throws IOException {
        return in.read() < 0;
    }

    private String head() throws IOException {
        StringBuilder head = new StringBuilder();
        while (!isWhole(head)) {
            int next = in.read();
            if (next < 0 && head.length() == 0) {
                return "";
            }
            if (next < 0) {
                throw new IOException("the connection ended in a head: " + head);
            }
            head.append((char) next);
        }
        return head.toString();
    }

    /** An empty line before the first one is passed over (RFC 9112 §2.2). */
    private static boolean isWhole(StringBuilder head) {
        int length = head.length();
        return length > 4 && head.charAt(length - 1) == '\n' && head.indexOf("\r\n\r\n", length - 4) > 0;
    }

    private String body(String head) throws IOException {
        Matcher length = LENGTH.matcher(head);
        if (length.find()) {
            return exactly(Integer.parseInt(length.group(1)));
        }
        return CHUNKED.matcher(head).find() ? chunks() : "";
    }

    private String chunks() throws IOException {
        StringBuilder all = new StringBuilder();
        int size = 1;
        while (size > 0) {
            String line = line();
            size = Integer.parseInt(line.split("[;\r]", 2)[0], 16);
            all.append(line).append(size > 0 ? exactly(size + 2) : "");
        }
        String trailer = line();
        while (trailer.length() > 2) {
            all.append(trailer);
            trailer = line();
        }
        return all.append(trailer).toString();
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int next = 0;
        while (next != '\n') {
            next = in.read();
            if (next < 0) {
                throw new IOException("the connection ended in a line: " + line);
            }
            line.write(next);
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    private String exactly(int bytes) throws IOException {
        byte[] read = in.readNBytes(bytes);
        if (read.length < bytes) {
            throw new IOException("the connection ended after " + read.length + " of " + bytes + " bytes");
        }
        return new String(read, StandardCharsets.ISO_8859_1);
    }
}
