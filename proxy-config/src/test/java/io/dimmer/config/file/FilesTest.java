package io.dimmer.config.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.dimmer.config.edge.Role;
import io.dimmer.config.edge.TokenEntry;
import io.dimmer.config.service.ForceKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files on disk: those that are not there or are no text, the token file, the file of force keys. */
class FilesTest {
    private static final String HASH = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    @TempDir
    Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("file.yaml"), text);
    }

    private List<String> lines(Reading<?> reading) {
        return reading.problemLines("nothing was started").stream()
                .map(line -> line.replace(folder + "/", ""))
                .toList();
    }

    @Test
    void aMissingFileIsOneClearLine() {
        assertThat(lines(ConfigReader.read(folder.resolve("dimmer.yaml"), Map.of())))
                .containsExactly("dimmer.yaml: there is no such file", "dimmer.yaml: 1 problem; nothing was started");
    }

    @Test
    void aFolderIsNoFile() throws IOException {
        Files.createDirectory(folder.resolve("d"));
        assertThat(lines(ConfigReader.read(folder.resolve("d"), Map.of()))).contains("d: a folder, not a file");
    }

    @Test
    void bytesThatAreNoTextAreRefused() throws IOException {
        Path file = Files.write(folder.resolve("file.yaml"), new byte[] {'a', ':', (byte) 0xC3, (byte) 0x28});
        assertThat(lines(ConfigReader.read(file, Map.of()))).contains("file.yaml: not UTF-8 text");
    }

    @Test
    void aHugeFileIsNotReadAtAll() throws IOException {
        Path file = file("#".repeat(5 << 20));
        assertThat(lines(ConfigReader.read(file, Map.of())))
                .contains("file.yaml: cannot be read: larger than 4194304 bytes");
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheText() throws IOException {
        Path file = file("\uFEFFlisteners: []\n");
        assertThat(lines(ConfigReader.read(file, Map.of())))
                .contains("file.yaml:1:12: listeners: found an empty list, expected a list of listeners, at least one");
    }

    @Test
    void tokensHaveRoles() throws IOException {
        Path file = file("tokens:\n"
                + "  - {id: maria, role: [operator, approver], sha256: " + HASH + "}\n"
                + "  - {id: wall, role: viewer, sha256: \"${HASH}\"}\n");
        String other = HASH.replace('9', 'A');
        assertThat(TokenFile.read(file, Map.of("HASH", other)).value())
                .contains(List.of(
                        new TokenEntry("maria", Set.of(Role.OPERATOR, Role.APPROVER), HASH),
                        new TokenEntry("wall", Set.of(Role.VIEWER), other.toLowerCase(Locale.ROOT))));
    }

    @Test
    void aBadTokenFileIsToldLikeABadConfigurationAndKeepsItsSecrets() throws IOException {
        Path file = file("tokens:\n"
                + "  - {id: a, role: [operator, admin], sha256: " + HASH + "}\n"
                + "  - {id: b, role: king, sha256: geheim}\n"
                + "  - {role: viewer, token: x}\n"
                + "  - {id: c, role: viewer, sha256: " + HASH.replace('9', '8') + "}\n"
                + "  - {id: c, role: viewer, sha256: " + HASH.replace('9', '8') + "}\n");
        assertThat(lines(TokenFile.read(file, Map.of())))
                .containsExactly(
                        "file.yaml:2:3: tokens: found two entries with the id c, expected each token id once",
                        "file.yaml:2:3: tokens: found one token under two ids, expected each token once",
                        "file.yaml:2:5: tokens[0]: found operator and admin, expected one role, or one and approver",
                        "file.yaml:3:19: tokens[1].role: found king, expected viewer, responder, operator, approver or admin",
                        "file.yaml:3:33: tokens[1].sha256: found 6 characters, expected 64 hexadecimal digits",
                        "file.yaml:4:5: tokens[2].id: missing, expected a text of at least one character",
                        "file.yaml:4:5: tokens[2].sha256: missing, expected 64 hexadecimal digits",
                        "file.yaml:4:20: tokens[2].token: unknown key, expected id, role or sha256",
                        "file.yaml: 8 problems; nothing was started");
    }

    @Test
    void forceKeysAreReadInTheirOrder() throws IOException {
        Path file = file(
                "keys: [{id: k2, secret: MDEyMzQ1Njc4OWFiY2RlZg==}, {id: k1, secret: YWJjZGVmMDEyMzQ1Njc4OQ==}]\n");
        List<ForceKey> keys = ForceKeyFile.read(file, Map.of()).value().orElseThrow();
        assertThat(keys).extracting(ForceKey::id).containsExactly("k2", "k1");
        assertThat(keys.get(0).bytes()).asString().isEqualTo("0123456789abcdef");
        assertThat(keys.get(0).toString()).doesNotContain("MDEy");
    }

    @Test
    void aBadKeyFileIsToldLikeABadConfigurationAndKeepsItsSecrets() throws IOException {
        Path file = file("""
                keys:
                  - {id: k1, secret: c2hvcnQ=}
                  - {id: k2, secret: MDEyMzQ1Njc4OWFiY2RlZg==}
                  - {id: k2, secret: MDEyMzQ1Njc4OWFiY2RlZg==}
                  - {id: k3, secret: "MDEyMzQ1Njc4OWFiY2RlZ="}
                """);
        assertThat(lines(ForceKeyFile.read(file, Map.of())))
                .containsExactly(
                        "file.yaml:2:3: keys: found two entries with the id k2, expected each key id once",
                        "file.yaml:2:22: keys[0].secret: found 8 characters, expected Base64 of 16 bytes or more",
                        "file.yaml:5:22: keys[3].secret: found 22 characters, expected Base64 of 16 bytes or more",
                        "file.yaml: 3 problems; nothing was started");
    }
}
