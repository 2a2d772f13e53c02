package io.dimmer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dimmer.config.edge.TokenEntry;
import io.dimmer.config.file.Reading;
import io.dimmer.config.file.TokenFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Commands that need no proxy. */
class FileCommandsTest {
    @TempDir
    private Path folder;

    private static Typed type(String line) {
        return Typed.line(Map.of(), line);
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    @Test
    void initPrintsWhatValidates() throws IOException {
        Typed init = type("init --stable 10.0.0.5:8080 --candidate [::1]:8081");
        assertThat(init.code()).isZero();
        assertThat(init.out()).contains("10.0.0.5:8080").contains("[::1]:8081");

        Typed validated = type("validate " + write("dimmer.yaml", init.out()));

        assertThat(validated.code()).isZero();
        assertThat(validated.out()).endsWith("dimmer.yaml: valid; 1 service, 2 versions and 1 route\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "init --stable nowhere|--stable: found nowhere, expected host:port",
                "init --candidate a:0|--candidate: found a:0, expected a port from 1 to 65535",
                "init --stable a:1 --candidate a:1|--candidate: found a:1 as for --stable, expected another address",
                "token new king|token new: found king, expected one of viewer, responder",
                "token new operator --version canary|--version, --service, --for and --keys go with force",
                "token new force --id x|--id and --approver go with a role",
                "token new force --for 2h|token new force: --version is missing",
                "token new force --version canary|token new force: --for is missing",
                "token new force --version canary --for 2|--for: found 2, expected a duration with its unit",
                "token new operator --id a,b|--id: found a,b, expected letters",
                "token|found nothing after token, expected new",
                "completion fish|completion: found fish, expected bash or zsh",
                "demo --once|demo is in the load tester's jar: start it with the launcher, ./dimmer demo --once",
                "rollout start|rollout comes later: this version does not have it yet",
                "no-such-command|unknown command no-such-command",
                "|found no command"
            })
    void wrongUsageEndsWith2(String line, String message) {
        Typed typed = type(line == null ? "" : line);

        assertThat(typed.code()).isEqualTo(2);
        assertThat(typed.err()).startsWith(message);
        assertThat(typed.out()).isEmpty();
    }

    @Test
    void aWordThatIsNearlyRightIsSuggested() {
        assertThat(type("statsu").err()).startsWith("unknown command statsu, did you mean status?");
        assertThat(type("validate --stric").err()).startsWith("unknown option --stric, did you mean --strict?");
        assertThat(type("validate a b").err()).startsWith("unknown argument b");
    }

    @Test
    void validateSaysEveryProblemWithItsLine() throws IOException {
        Path file = write("bad.yaml", """
                listeners:
                  - {name: edge, address: 127.0.0.1:8080}
                services:
                  shop:
                    stable: blue
                    stikcy: {}
                    versions:
                      blue: {endpoints: [127.0.0.1:9001], weight: -5}
                """);

        Typed typed = type("validate --config " + file);

        assertThat(typed.code()).isEqualTo(1);
        assertThat(typed.out()).isEmpty();
        assertThat(typed.err().lines().toList())
                .hasSize(4)
                .anySatisfy(line -> assertThat(line)
                        .startsWith(file + ":6:")
                        .contains("services.shop.stikcy: unknown key, did you mean sticky?"))
                .anySatisfy(line -> assertThat(line).startsWith(file + ":8:").contains("found -5"))
                .last()
                .isEqualTo(file + ": 2 problems; it would not be started");
    }

    @Test
    void strictMakesWarningsFail() throws IOException {
        Path file = write("dimmer.yaml", """
                listeners:
                  - {name: edge, address: 127.0.0.1:8080}
                services:
                  shop:
                    versions:
                      blue: {endpoints: [127.0.0.1:9001]}
                """);

        assertThat(type("validate " + file).code()).isZero();
        assertThat(type("validate " + file).err()).contains("warning: ");
        Typed strict = type("validate --strict " + file);
        assertThat(strict.code()).isEqualTo(1);
        assertThat(strict.err()).contains("1 warning, and --strict");
    }

    @Test
    void validateReadsTheTokenFileWhereItIsThere() throws IOException {
        String text = type("init").out() + "admin: {tokens: tokens.yaml}\n";
        Path file = write("dimmer.yaml", text);
        assertThat(type("validate " + file).err()).contains("tokens.yaml: warning: there is no such file here");

        write("tokens.yaml", "tokens:\n  - {id: a, role: king, sha256: 12}\n");
        Typed typed = type("validate " + file);
        assertThat(typed.code()).isEqualTo(1);
        assertThat(typed.err()).contains("tokens.yaml:2:").contains("king");
    }

    @Test
    void theFileIsNamedByFlagElseByEnvironmentElseByHabit() throws IOException {
        Path file = write("mine.yaml", type("init").out());
        Map<String, String> environment = Map.of("DIMMER_CONFIG", file.toString());

        assertThat(Typed.line(environment, "validate").out()).startsWith(file.toString());
        assertThat(Typed.line(environment, "validate nowhere.yaml").err())
                .startsWith("nowhere.yaml: there is no such file");
        assertThat(type("validate").err()).startsWith("dimmer.yaml: there is no such file");
    }

    @Test
    void schemaIsJson() throws IOException {
        JsonNode schema = new ObjectMapper().readTree(type("schema").out());

        assertThat(schema.get("$schema").asText()).contains("2020-12");
    }

    @Test
    void versionSaysWhichAndOnWhichJava() {
        assertThat(type("version").out()).matches("Dimmer .+, Java \\d+.*\\R");
        assertThat(type("--version").out()).isEqualTo(type("version").out());
    }

    @Test
    void aTokenIsShownOnceAndItsHashGoesIntoTheFile() throws IOException {
        Typed typed = type("token new operator --id maria --approver");
        assertThat(typed.code()).isZero();
        String token = typed.err().lines().findFirst().orElseThrow().replaceAll(".* ", "");
        assertThat(token).hasSizeGreaterThan(40);
        assertThat(typed.out()).doesNotContain(token);

        Reading<List<TokenEntry>> reading = TokenFile.read(write("tokens.yaml", typed.out()), Map.of());

        TokenEntry entry = reading.value().orElseThrow().get(0);
        assertThat(entry.id()).isEqualTo("maria");
        assertThat(entry.roles()).hasSize(2);
        assertThat(entry.sha256()).isEqualTo(sha256(token));
        assertThat(type("token new operator").err()).doesNotContain(token);
    }

    private static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aForceTokenNamesServiceVersionAndExpiry() throws IOException {
        Path keys = write("keys.yaml", "keys:\n  - {id: k1, secret: MDEyMzQ1Njc4OWFiY2RlZg==}\n");
        Path file = write("dimmer.yaml", type("init").out());

        Typed typed = type("token new force --version canary --for 2h --keys " + keys + " --config " + file);

        assertThat(typed.code()).isZero();
        long expiry = Typed.NOW.plusSeconds(7200).getEpochSecond();
        assertThat(typed.out()).startsWith("shop=canary~" + expiry + "~k1~");
        assertThat(typed.err()).startsWith("holds until 2026-11-20T14:03:00Z");
        assertThat(type("token new force --service a --version b --for 1m --keys " + keys)
                        .out())
                .startsWith("a=b~");
        assertThat(type("token new force --version purple --for 1m --keys " + keys + " --config " + file)
                        .err())
                .startsWith("service shop has no version purple");
        assertThat(type("token new force --version canary --for 1m --config " + file)
                        .code())
                .isEqualTo(2);
    }

    @Test
    void completionIsAScript() {
        assertThat(type("completion bash").out())
                .startsWith("#!/usr/bin/env bash")
                .contains("kill-switch");
    }
}
