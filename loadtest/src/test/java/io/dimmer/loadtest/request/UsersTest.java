package io.dimmer.loadtest.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class UsersTest {
    private static final int DRAWS = 200_000;

    @Test
    void uniformUsersSendEquallyMuch() {
        int[] counts = draw(Users.uniform(10, 42));
        for (int user = 1; user <= 10; user++) {
            assertThat(counts[user]).as("user %s, 5 sigma", user).isBetween(19_300, 20_700);
        }
    }

    @Test
    void zipfUsersSendInProportionToTheirRank() {
        int users = 100;
        double sum = LongStream.rangeClosed(1, users).mapToDouble(k -> 1.0 / k).sum();
        int[] counts = draw(Users.zipf(users, 1, 42));
        for (int user : List.of(1, 2, 3, 10, 50, 100)) {
            double expected = DRAWS / (user * sum);
            assertThat((double) counts[user])
                    .as("user %s, 5 sigma", user)
                    .isCloseTo(expected, within(5 * Math.sqrt(expected)));
        }
    }

    @Test
    void theSameRequestComesFromTheSameUserInEveryRunWithThatSeed() {
        for (long number = 0; number < 100; number++) {
            assertThat(Users.uniform(5_000, 1).user(number))
                    .isEqualTo(Users.uniform(5_000, 1).user(number));
        }
        assertThat(first(Users.uniform(5_000, 1))).isNotEqualTo(first(Users.uniform(5_000, 2)));
        assertThat(first(Users.zipf(5_000, 1, 1))).isNotEqualTo(first(Users.zipf(5_000, 1, 2)));
    }

    @Test
    void everybodyHasATurn() {
        assertThat(LongStream.range(0, 6).mapToInt(Users.inTurn(3)::user)).containsExactly(1, 2, 3, 1, 2, 3);
    }

    @Test
    void refusesWhatCannotBe() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Users.uniform(0, 1))
                .withMessage("users: found 0, expected 1 to 10000000");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Users.zipf(10, 0, 1))
                .withMessage("zipf: found 0.0, expected more than 0, up to 10");
    }

    private static int[] first(Users users) {
        return LongStream.range(0, 50).mapToInt(users::user).toArray();
    }

    private static int[] draw(Users users) {
        int[] counts = new int[users.count() + 1];
        LongStream.range(0, DRAWS).mapToInt(users::user).forEach(user -> counts[user]++);
        return counts;
    }
}
