package io.dimmer.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * One JSON file in the state directory, replaced by atomic rename: the file is always the old or the new state as a
 * whole, whenever the process dies. A lock file keeps a second proxy out of the directory.
 */
public final class FileStateStore implements StateStore {
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private static final String TAKEOVER = ": run --takeover takes its place";

    private final Path directory;
    private final Path file;
    private final FileChannel lockFile;

    private FileStateStore(Path directory, FileChannel lockFile) {
        this.directory = directory;
        this.file = directory.resolve("state.json");
        this.lockFile = lockFile;
    }

    /**
     * Opens the directory, made if it is missing, and locks it.
     *
     * @throws IOException when it cannot be made, written or locked; the message is one sentence for the operator
     */
    public static FileStateStore open(Path directory) throws IOException {
        FileChannel lockFile = openLock(directory);
        try {
            FileLock lock = lockFile.tryLock();
            if (lock == null) {
                throw new IOException("state directory " + directory + " is in use by another proxy" + TAKEOVER);
            }
            return new FileStateStore(directory, lockFile);
        } catch (OverlappingFileLockException e) {
            lockFile.close();
            throw new IOException("state directory " + directory + " is in use by another proxy" + TAKEOVER, e);
        } catch (IOException e) {
            lockFile.close();
            throw e;
        }
    }

    private static FileChannel openLock(Path directory) throws IOException {
        try {
            Files.createDirectories(directory);
            return FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new IOException("state directory " + directory + " is not writable: " + reason(e), e);
        }
    }

    @Override
    public Optional<StoredState> read() throws IOException {
        try {
            StoredState state = JSON.readValue(Files.readAllBytes(file), StoredState.class);
            if (state.format() != StoredState.FORMAT) {
                throw new IOException("state file " + file + " has format " + state.format() + ", expected "
                        + StoredState.FORMAT + "; it was written by another release");
            }
            return Optional.of(state);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (JsonProcessingException e) {
            throw new IOException("state file " + file + " cannot be understood: " + e.getOriginalMessage(), e);
        }
    }

    @Override
    public void write(StoredState state) throws IOException {
        Path next = directory.resolve("state.json.next");
        byte[] bytes = JSON.writeValueAsBytes(state);
        try (FileChannel channel = FileChannel.open(
                next, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
        replace(next);
        forceDirectory();
    }

    private void replace(Path next) throws IOException {
        try {
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            throw new IOException("state directory " + directory + " cannot replace a file atomically", e);
        }
    }

    /** Without it the rename itself may be lost when the machine dies. */
    private void forceDirectory() throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    @Override
    public void close() throws IOException {
        lockFile.close();
    }

    private static String reason(IOException e) {
        return e.getClass().getSimpleName().replace("Exception", "") + " " + e.getMessage();
    }
}
