package io.dimmer.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileStateStoreTest {
    private static final StoredState.Change CHANGE =
            new StoredState.Change("anna", "why \"not\"", "2026-11-20T12:00:00Z");
    private static final StoredState.Version CANARY = new StoredState.Version(
            "5",
            "10.5556",
            CHANGE,
            "drain",
            "guard",
            CHANGE,
            List.of("127.0.0.1:9003"),
            null,
            "1.42.0",
            new StoredState.Trial(
                    3, 17, 40, new StoredState.Failed(12, "errors", 0, 240, 14, 15, "canary failed 14 of 15")));
    private static final StoredState STATE = new StoredState(
            StoredState.FORMAT, Map.of("shop", new StoredState.Service(17, 4, null, Map.of("canary", CANARY))));

    @TempDir
    Path directory;

    @Test
    void whatWasWrittenIsReadBack() throws IOException {
        try (FileStateStore store = FileStateStore.open(directory.resolve("a/b"))) {
            assertThat(store.read()).isEmpty();
            store.write(STATE);
            assertThat(store.read()).contains(STATE);
        }
        try (FileStateStore store = FileStateStore.open(directory.resolve("a/b"))) {
            assertThat(store.read()).contains(STATE);
        }
    }

    @Test
    void aWriteThatDiedHalfWayLeavesTheOldState() throws IOException {
        try (FileStateStore store = FileStateStore.open(directory)) {
            store.write(STATE);
            Files.writeString(directory.resolve("state.json.next"), "{\"format\": 1, \"serv");
            assertThat(store.read()).contains(STATE);
            store.write(STATE);
            assertThat(store.read()).contains(STATE);
        }
    }

    @Test
    void aSecondProxyIsKeptOut() throws IOException {
        try (FileStateStore first = FileStateStore.open(directory)) {
            assertThat(first.read()).isEmpty();
            assertThatThrownBy(() -> FileStateStore.open(directory))
                    .isInstanceOf(IOException.class)
                    .hasMessage("state directory " + directory
                            + " is in use by another proxy: run --takeover takes its place");
        }
    }

    @Test
    void aDirectoryThatIsAFileIsOneClearLine() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "x");
        assertThatThrownBy(() -> FileStateStore.open(file))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("state directory " + file + " is not writable: ");
    }

    @Test
    void aBrokenFileIsNamedAndNotTakenForEmpty() throws IOException {
        Files.writeString(directory.resolve("state.json"), "{\"format\": 1, ");
        try (FileStateStore store = FileStateStore.open(directory)) {
            assertThatThrownBy(store::read)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("state.json cannot be understood");
        }
    }

    @Test
    void aFileOfALaterFormatIsRefused() throws IOException {
        Files.writeString(directory.resolve("state.json"), "{\"format\": 2, \"services\": {}}");
        try (FileStateStore store = FileStateStore.open(directory)) {
            assertThatThrownBy(store::read).hasMessageContaining("has format 2, expected 1");
        }
    }
}
