package io.dimmer.assign;

import static org.assertj.core.api.Assertions.assertThat;

import io.dimmer.exchange.Exchange;
import io.dimmer.exchange.VersionState;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The order of decisions, and what an exchange tells afterwards. */
class AssignerTest {
    @Test
    void writesWhatItDecidedIntoTheExchange() {
        Request request = Request.of(Fleet.of("blue", 0).and("canary", 1), "/", "X-User-Id: 42");
        Exchange exchange = request.exchange();
        assertThat(request.story()).isEqualTo("canary hash");
        assertThat(exchange.versionIndex()).isEqualTo(1);
        assertThat(exchange.version()).isEqualTo(101);
        assertThat(exchange.splitNumber()).isEqualTo(7);
        assertThat(exchange.keySource()).isZero();
        assertThat(exchange.route()).isEqualTo(3);
    }

    @Test
    void theSameUserGetsTheSameVersionOnAThousandRequestsAndAfterARestart() {
        for (int user = 0; user < 20; user++) {
            String header = "X-User-Id: " + user;
            String first = Request.of(even(), "/", header).story();
            for (int i = 0; i < 50; i++) {
                // A new table, assigner and split each time: nothing is remembered.
                assertThat(Request.of(even(), "/other", header).story()).isEqualTo(first);
            }
        }
    }

    @Test
    void usersOfADrainedVersionAreTold() {
        Map<String, Integer> stories = stories(even().state("canary", VersionState.DRAIN));
        assertThat(stories).containsOnlyKeys("blue hash", "blue drained", "green hash", "green drained");
    }

    @Test
    void usersOfAVersionInMaintGoElsewhereToo() {
        Map<String, Integer> stories = stories(even().state("canary", VersionState.MAINT));
        assertThat(stories).containsOnlyKeys("blue hash", "blue drained", "green hash", "green drained");
    }

    @Test
    void whoHasNoKeyIsDealtAgainWhenChanceFallsOnADrainedVersion() {
        Map<String, Integer> stories = new TreeMap<>();
        Fleet fleet = Fleet.of("blue", 1).and("canary", 1).state("canary", VersionState.DRAIN);
        IntStream.range(0, 100)
                .forEach(i -> stories.merge(Request.of(fleet, "/").story(), 1, Integer::sum));
        assertThat(stories).containsOnlyKeys("blue random", "blue drained");
    }

    @Test
    void theKillSwitchSendsEveryoneToStable() {
        assertThat(stories(even().killed())).containsOnlyKeys("blue killed");
        assertThat(stories(even().killed().state("blue", VersionState.DRAIN))).containsOnlyKeys("blue killed");
        assertThat(stories(even().killed().state("blue", VersionState.MAINT))).containsOnlyKeys("NO_VERSION killed");
    }

    @Test
    void whereNobodyCanServeTheExchangeHasNoVersion() {
        Request none = Request.of(Fleet.of("blue", 0).and("canary", 0), "/", "X-User-Id: 1");
        assertThat(none.story()).isEqualTo("NO_VERSION hash");
        assertThat(none.exchange().version()).isEqualTo(Exchange.NONE);
        assertThat(none.exchange().versionIndex()).isEqualTo(Exchange.NONE);
        Fleet drained = Fleet.of("blue", 1).and("canary", 0).state("blue", VersionState.DRAIN);
        assertThat(Request.of(drained, "/", "X-User-Id: 1").story()).isEqualTo("NO_VERSION drained");
    }

    private static Fleet even() {
        return Fleet.of("blue", 1).and("green", 1).and("canary", 1);
    }

    private static Map<String, Integer> stories(Fleet fleet) {
        Map<String, Integer> stories = new TreeMap<>();
        IntStream.range(0, 300)
                .forEach(user -> stories.merge(
                        Request.of(fleet, "/", "X-User-Id: " + user).story(), 1, Integer::sum));
        return stories;
    }
}
