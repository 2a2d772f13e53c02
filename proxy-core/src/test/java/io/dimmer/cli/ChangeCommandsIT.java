package io.dimmer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dimmer.admin.MemoryControl;
import io.dimmer.admin.Shops;
import io.dimmer.admin.TestAdmin;
import io.dimmer.control.Author;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Commands that change something, against a real admin server. */
class ChangeCommandsIT {
    private final MemoryControl control = Shops.busyShop();
    private TestAdmin admin;
    private Map<String, String> environment = Map.of();

    @BeforeEach
    void start() throws IOException {
        admin = TestAdmin.open(control);
        environment = Map.of("DIMMER_ADMIN", admin.url());
    }

    @AfterEach
    void stop() throws IOException {
        admin.close();
    }

    private Typed type(String line) {
        return Typed.line(environment, line);
    }

    @Test
    void weightPrintsTheSharesBeforeAndAfterAndWhoMoves() {
        Typed typed = type("weight shop canary=10%");

        assertThat(typed.code()).isZero();
        assertThat(typed.err()).isEmpty();
        assertThat(typed.outLines())
                .containsExactly(
                        "shop      before          after",
                        "  blue    50      50.0 %  50       47.4 %",
                        "  green   45      45.0 %  45       42.6 %",
                        "  canary   5       5.0 %  10.5556  10.0 %  about 250 of 5 000 users move, all of them to canary");
    }

    @Test
    void aFullDiskIsToldInItsOwnWords() {
        control.diskFull(true);

        Typed typed = type("weight shop canary=10%");

        assertThat(typed.code()).isEqualTo(1);
        assertThat(typed.err().strip()).isEqualTo("state: cannot be written: no space left on device");
    }

    @Test
    void theServiceMayBeLeftOutWhereThereIsOne() {
        assertThat(type("weight canary=0 --why off").out()).contains("all of them from canary");
        assertThat(type("drain canary").out()).startsWith("shop/canary is drain now, was ready");
        assertThat(type("kill-switch on").out()).contains("the kill switch of shop is on, everyone gets blue");
        assertThat(control.authors().get(0)).isEqualTo(new Author("local", Optional.of("off")));
    }

    @Test
    void weightSaysWhenNobodyMovesAndWhenManyDo() {
        assertThat(type("weight shop canary=5").out()).contains("  nobody moves");
        assertThat(type("weight shop blue=10 green=60 canary=30").out()).contains("users move, all of them from blue");
        assertThat(type("weight shop blue=20 green=20 canary=50 --json").out()).contains("\"moved\" : ");
    }

    @Test
    void aShareOf100WantsAYes() {
        Typed asked = type("weight shop canary=100%");
        assertThat(asked.code()).isEqualTo(1);
        assertThat(asked.out()).isEmpty();
        assertThat(asked.err())
                .isEqualTo("refused: blue is the stable version of shop and has 2500 users (50.0 % of the users); they"
                        + " would get canary. Repeat with --yes if that is meant.\n");

        Typed meant = type("weight shop canary=100% --yes");
        assertThat(meant.code()).isZero();
        assertThat(meant.out()).contains("100.0 %");
    }

    @Test
    void aStateIsToldInOneLine() {
        assertThat(type("drain shop/canary --deadline 5m").out())
                .isEqualTo("shop/canary is drain now, was ready; about 250 of 5 000 users move, all of them from canary"
                        + " to blue and green; 3 requests still run\n");
        assertThat(type("drain shop/canary").out()).isEqualTo("shop/canary is drain already: nothing changes\n");
        assertThat(type("maint shop/canary").out()).startsWith("shop/canary is maint now, was drain; nobody moves");
        assertThat(type("ready shop/canary").out())
                .isEqualTo(
                        "shop/canary is ready now, was maint; about 250 of 5 000 users move, all of them to canary\n");
    }

    @Test
    void theKillSwitchIsToldInOneLine() {
        assertThat(type("kill-switch on shop").out())
                .isEqualTo("the kill switch of shop is on, everyone gets blue; about 2 500 of 5 000 users move, all of"
                        + " them to blue\n");
        assertThat(type("kill-switch on shop").out()).contains("already: nothing changes");
        Typed up = type("ready shop/green");
        assertThat(up.code()).isZero();
        assertThat(type("weight shop canary=50").err())
                .startsWith("refused: the kill switch of shop is on: nothing may go up");
        assertThat(type("kill-switch off shop").out()).startsWith("the kill switch of shop is off; about 2 500");
    }

    @Test
    void aTrialBeginsAnew() {
        assertThat(type("trial shop/canary --build 1.43.0").out())
                .isEqualTo("shop/canary: a new trial of build 1.43.0 begins, evidence starts at zero\n");
        Typed unwatched = type("trial shop/blue");
        assertThat(unwatched.code()).isEqualTo(1);
        assertThat(unwatched.err()).startsWith("refused: blue is not watched by the guard of shop");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "weight shop canary=-5|canary: found -5, expected a whole number 0 to 10000",
                "weight shop canary=ten|canary: found ten, expected a whole number 0 to 10000",
                "weight shop canary=5 canary=6|canary: found twice, expected once",
                "weight shop|found no weight, expected VERSION=WEIGHT, such as canary=10%",
                "weight shop canary|found canary, expected VERSION=WEIGHT, such as canary=10%",
                "weight|Missing required parameter: '[SERVICE] VERSION=WEIGHT'",
                "drain a/b/c|found a/b/c, expected SERVICE/VERSION, such as shop/canary",
                "drain shop/canary --deadline soon|--deadline: found soon, expected a duration such as",
                "drain shop/canary --deadline 0s|--deadline: found",
                "kill-switch up shop|kill-switch: found up, expected on or off",
                "weight canary=1 --admin ftp://x|--admin: found ftp://x, expected a URL such as http://127.0.0.1:9901",
                "weight canary=1 --wy x|unknown option --wy, did you mean --why?"
            })
    void wrongUsageEndsWith2AndAsksNobody(String line, String message) {
        Typed typed = type(line);

        assertThat(typed.code()).isEqualTo(2);
        assertThat(typed.err()).startsWith(message);
        assertThat(typed.out()).isEmpty();
        assertThat(control.authors()).isEmpty();
    }

    @Test
    void whatTheProxyDoesNotKnowEndsWith1AndNamesTheNearest() {
        Typed version = type("weight shop canry=5");
        assertThat(version.code()).isEqualTo(1);
        assertThat(version.err()).isEqualTo("refused: body: canry: unknown key, did you mean canary?\n");
        assertThat(type("drain shp/canary").err()).contains("service: found shp");
        assertThat(type("drain shop/canry").err()).contains("did you mean canary?");
    }

    @Test
    void withSeveralServicesOneMustBeNamed() throws IOException {
        MemoryControl two = new MemoryControl(List.of(Shops.shop(), Shops.reports()));
        try (TestAdmin other = TestAdmin.open(two)) {
            Typed typed = Typed.line(environment, "drain canary --admin " + other.url());

            assertThat(typed.code()).isEqualTo(2);
            assertThat(typed.err()).isEqualTo("which service? There are shop and reports\n");
        }
    }

    @Test
    void severalProxiesHaveALineEachAndTheWorstCodeCounts() throws IOException {
        MemoryControl second = Shops.busyShop();
        int nobody = portOfNobody();
        try (TestAdmin other = TestAdmin.open(second)) {
            String all = " --admin " + admin.url() + " --admin " + other.url() + "/";
            Typed both = type("weight shop canary=10%" + all);
            assertThat(both.code()).isZero();
            assertThat(both.outLines())
                    .containsExactly(
                            admin.url() + "  shop: blue 47.4 %, green 42.6 %, canary 10.0 %; about 250 of 5 000 users"
                                    + " move, all of them to canary",
                            other.url() + "  shop: blue 47.4 %, green 42.6 %, canary 10.0 %; about 250 of 5 000 users"
                                    + " move, all of them to canary");

            Typed worst = type("drain shop/canary" + all + " --admin 127.0.0.1:" + nobody);
            assertThat(worst.code()).isEqualTo(3);
            assertThat(worst.outLines()).hasSize(2);
            assertThat(worst.err()).startsWith("http://127.0.0.1:" + nobody + "  no proxy answers at");

            Typed json = type("ready shop/canary --json" + all);
            assertThat(json.outLines()).hasSize(2);
            JsonNode line = new ObjectMapper().readTree(json.outLines().get(1));
            assertThat(line.get("admin").asText()).isEqualTo(other.url());
            assertThat(line.at("/answer/versions/canary/state").asText()).isEqualTo("ready");
        }
    }

    private static int portOfNobody() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Test
    void aProxyThatIsNotReachedIsOneLineAndCode3() throws IOException {
        int port = portOfNobody();

        Typed typed = type("weight shop canary=1 --admin http://127.0.0.1:" + port);

        assertThat(typed.code()).isEqualTo(3);
        assertThat(typed.err())
                .isEqualTo("no proxy answers at http://127.0.0.1:" + port
                        + ": is it running? Choose another with --admin URL or DIMMER_ADMIN\n");
    }

    @Test
    void tokensComeFromTheEnvironmentAndAFlagBeatsIt() throws IOException {
        try (TestAdmin guarded = TestAdmin.withTokens(control)) {
            String line = "weight shop canary=6 --admin " + guarded.url();
            assertThat(type(line).err())
                    .startsWith("refused: Authorization: found none")
                    .contains("DIMMER_TOKEN");
            Map<String, String> viewer = Map.of("DIMMER_TOKEN", "viewer-token");
            Typed refused = Typed.line(viewer, line);
            assertThat(refused.code()).isEqualTo(1);
            assertThat(refused.err()).contains("token viewer has the role viewer, expected one of operator, admin");
            assertThat(Typed.line(viewer, line + " --token operator-token").code())
                    .isZero();
        }
    }
}
