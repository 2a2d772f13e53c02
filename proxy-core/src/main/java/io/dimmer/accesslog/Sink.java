package io.dimmer.accesslog;

import java.io.Closeable;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** Where lines go: standard output, or a file that may be moved away at any time. One thread. */
final class Sink implements Closeable {
    private final @Nullable Path file;
    private OutputStream out;
    private @Nullable Object key;

    private Sink(@Nullable Path file, OutputStream out) {
        this.file = file;
        this.out = out;
    }

    /** Standard output, whose lines nobody else writes while the proxy runs. */
    static Sink standardOutput() {
        return new Sink(null, new FileOutputStream(FileDescriptor.out));
    }

    /** Anything else, that stays what it is. */
    static Sink to(OutputStream out) {
        return new Sink(null, out);
    }

    /**
     * Appends to a file.
     *
     * @throws IOException naming the file
     */
    static Sink file(Path file) throws IOException {
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Sink sink = new Sink(file, open(file));
            sink.key = keyOf(file);
            return sink;
        } catch (IOException e) {
            throw new IOException("logs.access.file: cannot write to " + file + ": " + e, e);
        }
    }

    /** A pipe without a reader would keep whoever opens it only to write; it may be full later, and then lines drop. */
    private static OutputStream open(Path file) throws IOException {
        if (Files.exists(file)
                && Files.readAttributes(file, BasicFileAttributes.class).isOther()) {
            return Channels.newOutputStream(FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE));
        }
        return Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static @Nullable Object keyOf(Path path) throws IOException {
        try {
            return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
        } catch (NoSuchFileException gone) {
            return null;
        }
    }

    void write(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    /** Opens the file anew when it is no longer the one that was opened: it was moved, or removed. */
    void look() throws IOException {
        Path path = file;
        if (path == null) {
            return;
        }
        Object now = keyOf(path);
        if (now == null || !now.equals(key)) {
            OutputStream next = open(path);
            OutputStream before = out;
            out = next;
            key = keyOf(path);
            before.close();
        }
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            out.close();
        }
    }
}
