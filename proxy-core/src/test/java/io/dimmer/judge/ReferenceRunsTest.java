package io.dimmer.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dimmer.judge.evidence.Bet;
import io.dimmer.judge.evidence.Block;
import io.dimmer.judge.evidence.Claim;
import io.dimmer.judge.evidence.Evidence;
import io.dimmer.judge.evidence.Facts;
import io.dimmer.judge.evidence.Plan;
import io.dimmer.judge.formula.Grid;
import io.dimmer.judge.formula.Table;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Folds runs of an independent implementation of the same method, whose README lies beside them. */
final class ReferenceRunsTest {

    private static final double PRECISION = 1e-6;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "client-errors",
                "dead-canary",
                "dead-canary-no-blip-guard",
                "edges",
                "effect-floor",
                "healthy",
                "late-regression-epochs",
                "limit-both",
                "limit-canary",
                "one-block-blip",
                "shared-outage",
                "twice-as-slow",
                "user-poisoned",
                "user-regression"
            })
    void agreesWithTheReferenceAfterEveryBlock(String name) {
        JsonNode run = read(name);
        Judge judge = judge(run);
        Evidence evidence = judge.none(0);
        int drainAtBlock = -1;
        for (int i = 0; i < run.get("blocks").size(); i++) {
            JsonNode row = run.get("blocks").get(i);
            for (int open = 0; open < row.path("openEpochs").asInt(0); open++) {
                evidence = evidence.openEpoch();
            }
            evidence = judge.after(evidence, block(row, judge.settings().unit() == JudgeSettings.Unit.USER));
            String verdict = word(judge, evidence);
            if (drainAtBlock < 0 && verdict.equals("DRAIN")) {
                drainAtBlock = i;
            }
            compare(run.get("expect").get(i), evidence, verdict, name + ", block " + i);
        }
        assertThat(drainAtBlock).isEqualTo(run.get("drainAtBlock").asInt(-1));
    }

    private static void compare(JsonNode expected, Evidence evidence, String verdict, String where) {
        log(expected, "logM", evidence, Claim.CANARY_WORSE, false, where);
        log(expected, "logMDrain", evidence, Claim.CANARY_WORSE, true, where);
        log(expected, "logAbsCanary", evidence, Claim.CANARY_OVER_LIMIT, true, where);
        log(expected, "logAbsBaseline", evidence, Claim.STABLE_OVER_LIMIT, true, where);
        log(expected, "logMClientErrors", evidence, Claim.CANARY_REFUSES_MORE, true, where);
        assertThat(verdict).as(where).isEqualTo(expected.get("verdict").asText());
        if (expected.has("atRisk")) {
            Evidence.AtRisk atRisk = evidence.atRisk();
            assertThat((double) atRisk.units() / atRisk.seen())
                    .as(where)
                    .isCloseTo(expected.get("atRisk").asDouble(), within(PRECISION));
        }
    }

    private static void log(
            JsonNode expected, String key, Evidence evidence, Claim claim, boolean admittedOnly, String where) {
        double log = evidence.strength(claim, admittedOnly).log();
        if (!expected.hasNonNull(key)) {
            assertThat(log).as("%s of %s", key, where).isEqualTo(Double.NEGATIVE_INFINITY);
        } else {
            assertThat(log)
                    .as("%s of %s", key, where)
                    .isCloseTo(expected.get(key).asDouble(), within(PRECISION));
        }
    }

    private static String word(Judge judge, Evidence evidence) {
        Verdict verdict = judge.verdict(evidence, new Pair("blue", "canary", 0, 1), Thresholds.first(judge.settings()));
        if (verdict.word() == Verdict.Word.FAIL) {
            return "DRAIN";
        }
        Optional<HoldReason> hold = verdict.hold().map(Verdict.Hold::reason);
        if (hold.isEmpty()) {
            return "RUN";
        }
        return switch (hold.get()) {
            case BOTH_BAD -> "HOLD_BOTH";
            case CLIENT_ERRORS -> "HOLD_CLIENT_ERRORS";
            default -> hold.get().name();
        };
    }

    private static Judge judge(JsonNode run) {
        List<Bet> bets = new ArrayList<>();
        List<String> types = new ArrayList<>();
        for (JsonNode type : run.get("types")) {
            types.add(type.get("name").asText());
            boolean hold = type.get("hold").asBoolean();
            bets.add(new Bet(
                    hold ? Claim.CANARY_REFUSES_MORE : Claim.CANARY_WORSE,
                    type.get("name").asText(),
                    types.size() - 1,
                    type.get("weight").asDouble(),
                    type.get("psi0").asDouble(),
                    grid(type.get("grid")),
                    type.get("floor").asDouble()));
        }
        List<Limit> limits = new ArrayList<>();
        for (JsonNode limit : run.get("limits")) {
            int type = types.indexOf(limit.get("type").asText());
            double allowed = limit.get("p0").asDouble();
            double weight = 1.0 / run.get("limits").size();
            limits.add(Limit.errors(allowed));
            for (Claim claim : List.of(Claim.CANARY_OVER_LIMIT, Claim.STABLE_OVER_LIMIT)) {
                bets.add(new Bet(claim, "limit_errors", type, weight, allowed, grid(limit.get("grid")), 0));
            }
        }
        JudgeSettings settings = settings(run, limits);
        double cap = run.get("cap").asDouble(Double.POSITIVE_INFINITY);
        return Judge.of(settings, Plan.of(bets, new Plan.Rules(settings.minUnits(), cap, 1)));
    }

    private static JudgeSettings settings(JsonNode run, List<Limit> limits) {
        JudgeSettings usual = JudgeSettings.DEFAULT;
        return new JudgeSettings(
                run.get("alpha").asDouble(),
                run.get("alphaHold").asDouble(),
                JudgeSettings.Unit.valueOf(run.get("unit").asText().toUpperCase(Locale.ROOT)),
                run.get("blipTicks").asInt(),
                run.get("minUnits").asInt(),
                1,
                usual.rhythm(),
                usual.errors(),
                usual.clientErrors(),
                usual.latency(),
                limits);
    }

    private static Grid grid(JsonNode values) {
        return Grid.of(StreamSupport.stream(values.spliterator(), false)
                .mapToDouble(JsonNode::asDouble)
                .toArray());
    }

    private static Block block(JsonNode row, boolean byUser) {
        if (row.has("counts")) {
            List<Table> tables = new ArrayList<>();
            for (JsonNode c : row.get("counts")) {
                tables.add(new Table(
                        c.get(0).asInt(),
                        c.get(1).asInt(),
                        c.get(2).asInt(),
                        c.get(3).asInt()));
            }
            return Block.of(tables);
        }
        List<JsonNode> rows = new ArrayList<>();
        row.get("facts").forEach(rows::add);
        // The order inside a block must not matter, so it is never that of the file.
        Collections.shuffle(rows, new Random(7));
        long[] hashes = new long[rows.size()];
        int[] marks = new int[rows.size()];
        for (int i = 0; i < hashes.length; i++) {
            JsonNode fact = rows.get(i);
            hashes[i] = Long.rotateRight(fact.get(0).asLong(), 16);
            marks[i] = Facts.mark(
                    fact.get(1).asInt() == 1,
                    !fact.get(0).isNull(),
                    true,
                    fact.get(2).asInt(),
                    fact.get(3).asInt());
        }
        return Block.of(List.of(Facts.of(hashes, marks)), byUser);
    }

    private static JsonNode read(String name) {
        try (InputStream in = ReferenceRunsTest.class.getResourceAsStream("/evidence/" + name + ".json")) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
