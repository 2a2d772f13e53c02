package io.dimmer.judge.evidence;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What a trial bets on, compiled once: the bets of every claim, the channels that they look at and where their numbers
 * lie. Immutable; it never changes within an epoch.
 */
public final class Plan {

    private final int minUnits;
    private final double cap;
    private final double divisor;
    private final List<Channel> channels;
    private final List<Place> places;
    private final Map<Claim, List<Place>> byClaim = new EnumMap<>(Claim.class);
    private final int size;

    /** Where the numbers of a bet lie: its channel, and the first of its logarithms. */
    record Place(Bet bet, int channel, int offset, double logWeight) {}

    private Plan(List<Bet> bets, Rules rules) {
        this.minUnits = rules.minUnits();
        this.cap = rules.cap();
        this.divisor = rules.divisor();
        List<Place> placed = new ArrayList<>();
        this.channels = bets.stream().map(Bet::channel).distinct().toList();
        int offset = 0;
        for (Bet bet : bets) {
            double logWeight = Math.log(bet.weight() / bet.grid().size());
            placed.add(new Place(bet, channels.indexOf(bet.channel()), offset, logWeight));
            offset += bet.grid().size();
        }
        this.places = List.copyOf(placed);
        this.size = offset;
        for (Claim claim : Claim.values()) {
            byClaim.put(
                    claim, places.stream().filter(s -> s.bet().claim() == claim).toList());
        }
    }

    /**
     * What holds for all bets alike.
     *
     * @param minUnits units of the accused arm that must have had the event before a bet takes effect
     * @param cap the largest increment of one block; infinite for none
     * @param divisor φ ≥ 1 by which every increment is divided, because users are less independent than they look
     */
    public record Rules(int minUnits, double cap, double divisor) {}

    /** A plan of the given bets. */
    public static Plan of(List<Bet> bets, Rules rules) {
        return new Plan(bets, rules);
    }

    int minUnits() {
        return minUnits;
    }

    /** An increment as it may be added. */
    double admissible(double increment) {
        return Math.min(increment / divisor, cap);
    }

    List<Channel> channels() {
        return channels;
    }

    List<Place> places() {
        return places;
    }

    List<Place> places(Claim claim) {
        return byClaim.getOrDefault(claim, List.of());
    }

    /** How many logarithms an epoch has. */
    int size() {
        return size;
    }
}
