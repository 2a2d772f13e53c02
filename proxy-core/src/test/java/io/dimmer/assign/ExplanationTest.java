package io.dimmer.assign;

import static org.assertj.core.api.Assertions.assertThat;

import io.dimmer.config.edge.MatchSpec;
import io.dimmer.config.edge.PathMatch;
import io.dimmer.config.edge.RouteSpec;
import io.dimmer.config.service.ForceSpec.Allow;
import io.dimmer.config.value.RouteName;
import io.dimmer.config.value.ServiceName;
import io.dimmer.exchange.AssignmentReason;
import io.dimmer.exchange.TestHead;
import io.dimmer.exchange.VersionState;
import io.dimmer.route.RouteTable;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What {@code explain} says: the data plane's own decisions, in sentences. */
class ExplanationTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Request.NOW);

    @Test
    void saysWhatTheDataPlaneDoes() {
        Fleet fleet = Fleet.of("blue", 95).and("canary", 5);
        for (int user = 0; user < 200; user++) {
            Request request = Request.of(fleet, "/", "X-User-Id: " + user);
            Explanation given = explain(fleet, Optional.of("" + user));
            Explanation found = explain(fleet, Optional.empty(), "X-User-Id: " + user);
            String version = request.assigner()
                    .split()
                    .member(request.exchange().versionIndex())
                    .name()
                    .text();
            assertThat(given.version().orElseThrow().text()).isEqualTo(version);
            assertThat(found.version().orElseThrow().text()).isEqualTo(version);
            assertThat(given.slot().orElseThrow())
                    .isEqualTo((int) (request.exchange().keyHash() >>> 48));
            assertThat(given.key()).isEqualTo("user");
            assertThat(found.key()).isEqualTo("header X-User-Id");
        }
    }

    @Test
    void namesTheReasonAndTheShare() {
        Explanation killed = explain(Fleet.of("blue", 1).and("canary", 1).killed(), Optional.of("1"));
        assertThat(killed.reason()).contains(AssignmentReason.KILLED);
        assertThat(killed.share()).isEqualTo(1);
        assertThat(killed.sentences()).last().isEqualTo("The kill switch is on: everyone gets blue.");
        Explanation drained = explain(
                Fleet.of("blue", 1).and("canary", 10_000).state("canary", VersionState.DRAIN), Optional.of("1"));
        assertThat(drained.reason()).contains(AssignmentReason.DRAINED);
        assertThat(drained.version().orElseThrow().text()).isEqualTo("blue");
        Explanation forced =
                explain(Fleet.of("blue", 1).and("canary", 0), Optional.of("1"), "X-Dimmer-Version: canary");
        assertThat(forced.reason()).contains(AssignmentReason.FORCED);
        assertThat(forced.sentences()).last().isEqualTo("It names canary and is allowed to.");
    }

    @Test
    void leavesOpenWhatChanceDecides() {
        Explanation chance = explain(Fleet.of("blue", 3).and("canary", 1), Optional.empty());
        assertThat(chance.version()).isEmpty();
        assertThat(chance.slot()).isEmpty();
        assertThat(chance.key()).isEqualTo("none");
        assertThat(chance.sentences())
                .containsExactly("It has no key.", "Each of its requests is dealt anew: blue 75.00 %, canary 25.00 %.");
        Explanation sure = explain(Fleet.of("blue", 3).and("canary", 0), Optional.empty());
        assertThat(sure.version().orElseThrow().text()).isEqualTo("blue");
    }

    @Test
    void tellsWhyNobodyOrNothingServes() {
        Explanation none =
                explain(Fleet.of("blue", 1).and("canary", 0).state("blue", VersionState.MAINT), Optional.of("1"));
        assertThat(none.version()).isEmpty();
        assertThat(none.sentences())
                .last()
                .isEqualTo("No version can serve it: blue is maint with weight 1, canary is ready with weight 0.");
        Explanation closed = explain(
                Fleet.of("blue", 1).and("canary", 0).state("canary", VersionState.MAINT),
                Optional.of("1"),
                "X-Dimmer-Version: canary");
        assertThat(closed.sentences()).last().asString().startsWith("It names a version that takes nobody");
        Explanation unknown =
                explain(Fleet.of("blue", 1).and("canary", 0), Optional.empty(), "X-Dimmer-Version: green");
        assertThat(unknown.sentences())
                .last()
                .asString()
                .startsWith("It is forced to a version that shop does not have");
        Explanation stranger =
                explain(Fleet.of("blue", 1).force(Allow.NOBODY), Optional.of("1"), "X-Dimmer-Version: green");
        assertThat(stranger.sentences()).contains("It asks for a version and is not allowed to: that is ignored.");
        Explanation stale =
                explain(Fleet.of("blue", 1).force(Allow.ANYONE), Optional.of("1"), "Cookie: dimmer-version=green");
        assertThat(stale.sentences()).contains("Its force cookie names no version, or has expired: it is taken away.");
        Explanation link = Explanation.of(
                new Explanation.Question(
                        TestHead.of("/?dimmer-version=blue"), InetAddress.getLoopbackAddress(), Optional.empty()),
                Fleet.of("blue", 1).force(Allow.ANYONE).assigner(),
                CLOCK);
        assertThat(link.sentences())
                .containsExactly("It follows a link that forces a version: redirected, with a cookie.");
    }

    @Test
    void startsWithTheRoute() {
        MatchSpec match = new MatchSpec(
                List.of("shop.example"),
                Optional.of(new PathMatch(PathMatch.Kind.PREFIX, "/cart")),
                List.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                List.of());
        RouteSpec route = new RouteSpec(new RouteName("cart"), List.of(match), new ServiceName("shop"));
        RouteTable table = RouteTable.of(List.of(route), name -> 0, service -> 4);
        Assigner assigner = Fleet.of("blue", 1).assigner();
        Explanation found = Explanation.of(question("/cart/x?y"), table, index -> index == 4 ? assigner : null, CLOCK);
        assertThat(found.route()).contains(new RouteName("cart"));
        assertThat(found.service()).contains(new ServiceName("shop"));
        assertThat(found.sentences())
                .first()
                .isEqualTo("GET /cart/x on shop.example matches route cart, which leads to shop.");
        Explanation lost = Explanation.of(question("/else"), table, index -> assigner, CLOCK);
        assertThat(lost.service()).isEmpty();
        assertThat(lost.sentences()).containsExactly("No route matches GET /else on shop.example.");
    }

    private static Explanation.Question question(String target) {
        return new Explanation.Question(
                TestHead.of(target, "Host: shop.example:8080"), InetAddress.getLoopbackAddress(), Optional.of("1"));
    }

    private static Explanation explain(Fleet fleet, Optional<String> user, String... fields) {
        return Explanation.of(
                new Explanation.Question(TestHead.of("/", fields), InetAddress.getLoopbackAddress(), user),
                fleet.assigner(),
                CLOCK);
    }
}
