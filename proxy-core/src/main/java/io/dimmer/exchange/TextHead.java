package io.dimmer.exchange;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * A head made from text instead of from a connection: for explaining what would happen to a request, without sending
 * one. Text is written as UTF-8. Immutable, any thread.
 */
public final class TextHead implements RequestHead {
    private final byte[] bytes;
    private final int[] marks;
    private final int[] fields;
    private final int[] hashes;
    private final long nameBits;

    private TextHead(byte[] bytes, int[] marks, int[] fields) {
        this.bytes = bytes;
        this.marks = marks;
        this.fields = fields;
        this.hashes = new int[fields.length / 4];
        long bits = 0;
        for (int field = 0; field < hashes.length; field++) {
            hashes[field] = hash(nameStart(field), nameEnd(field));
            bits |= HeaderName.bit(hashes[field]);
        }
        this.nameBits = bits;
    }

    private int hash(int start, int end) {
        int hash = 0;
        for (int i = start; i < end; i++) {
            hash = HeaderName.hash(hash, HeaderName.lowerCase(bytes[i]));
        }
        return hash;
    }

    /**
     * Writes a head.
     *
     * @param method such as {@code GET}
     * @param target path and query
     * @param authority host, with or without port; empty for none
     * @param headers names and values in order, without Host; values are trimmed
     */
    public static TextHead of(String method, String target, String authority, List<Map.Entry<String, String>> headers) {
        Writer writer = new Writer();
        int question = target.indexOf('?');
        String host = withoutPort(authority);
        int[] marks = new int[8];
        writer.write(method, marks, 0);
        writer.write(question < 0 ? target : target.substring(0, question), marks, 2);
        writer.write(question < 0 ? "" : target.substring(question + 1), marks, 4);
        writer.write(host, marks, 6);
        int[] fields = new int[(headers.size() + (authority.isEmpty() ? 0 : 1)) * 4];
        int at = 0;
        if (!authority.isEmpty()) {
            at = writer.field("Host", authority, fields, at);
        }
        for (Map.Entry<String, String> header : headers) {
            at = writer.field(header.getKey(), header.getValue().strip(), fields, at);
        }
        return new TextHead(writer.bytes.toByteArray(), marks, fields);
    }

    private static String withoutPort(String authority) {
        int colon = authority.lastIndexOf(':');
        return colon > authority.lastIndexOf(']') ? authority.substring(0, colon) : authority;
    }

    private static final class Writer {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        private void write(String text, int[] spans, int at) {
            spans[at] = bytes.size();
            bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
            spans[at + 1] = bytes.size();
            bytes.write(' ');
        }

        private int field(String name, String value, int[] spans, int at) {
            write(name, spans, at);
            write(value, spans, at + 2);
            return at + 4;
        }
    }

    @Override
    public byte[] bytes() {
        return bytes;
    }

    @Override
    public int methodStart() {
        return marks[0];
    }

    @Override
    public int methodEnd() {
        return marks[1];
    }

    @Override
    public int pathStart() {
        return marks[2];
    }

    @Override
    public int pathEnd() {
        return marks[3];
    }

    @Override
    public int queryStart() {
        return marks[4];
    }

    @Override
    public int queryEnd() {
        return marks[5];
    }

    @Override
    public int hostStart() {
        return marks[6];
    }

    @Override
    public int hostEnd() {
        return marks[7];
    }

    @Override
    public int fieldCount() {
        return hashes.length;
    }

    @Override
    public int nameStart(int field) {
        return fields[field * 4];
    }

    @Override
    public int nameEnd(int field) {
        return fields[field * 4 + 1];
    }

    @Override
    public int nameHash(int field) {
        return hashes[field];
    }

    @Override
    public long nameBits() {
        return nameBits;
    }

    @Override
    public int valueStart(int field) {
        return fields[field * 4 + 2];
    }

    @Override
    public int valueEnd(int field) {
        return fields[field * 4 + 3];
    }
}
