package io.dimmer.server.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Files that are looked at by their content, for a mounted directory swaps a symbolic link and nothing else changes then.
 * What has changed counts when the next look finds the same: an editor may be in the middle of writing, or have removed
 * a file to write it anew. One thread.
 */
public final class WatchedFiles {
    private final Map<Path, Optional<ByteBuffer>> taken = new HashMap<>();
    private Map<Path, Optional<ByteBuffer>> seen = Map.of();

    /** Forgets all files, and begins with this one as it is now. */
    public void begin(Path file) {
        taken.clear();
        add(List.of(file));
    }

    /** More files, as they are now. */
    public void add(Collection<Path> files) {
        files.forEach(file -> taken.put(file, content(file)));
        seen = Map.copyOf(taken);
    }

    /** Looks; true when something is not as it was taken, and has not changed since the last look. */
    public boolean haveChanged() {
        Map<Path, Optional<ByteBuffer>> now = new HashMap<>();
        taken.keySet().forEach(file -> now.put(file, content(file)));
        boolean settled = now.equals(seen);
        seen = now;
        return settled && !now.equals(taken);
    }

    private static Optional<ByteBuffer> content(Path file) {
        try {
            return Optional.of(ByteBuffer.wrap(Files.readAllBytes(file)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
