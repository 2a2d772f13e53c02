package io.dimmer.config.edge;

import io.dimmer.config.value.UnexpectedValueException;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One admin token as the token file keeps it: the token itself is nowhere on disk.
 *
 * @param id names the holder in the journal; unique in the file
 * @param roles one, or one and {@link Role#APPROVER}
 * @param sha256 of the token's UTF-8 bytes: 64 hexadecimal digits, lower case
 */
public record TokenEntry(String id, Set<Role> roles, String sha256) {
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    public TokenEntry {
        roles = Set.copyOf(roles);
        sha256 = sha256.toLowerCase(Locale.ROOT);
        UnexpectedValueException.unless(!id.isEmpty(), "token id", "an empty text", "at least one character");
        UnexpectedValueException.unless(
                isOneBesideApprover(roles), "token " + id + ": role", words(roles), "one role, or one and approver");
        UnexpectedValueException.unless(
                SHA256.matcher(sha256).matches(),
                "token " + id + ": sha256",
                sha256.length() + " characters",
                "64 hexadecimal digits");
    }

    private static String words(Set<Role> roles) {
        return roles.stream()
                .sorted()
                .map(role -> role.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(" and "));
    }

    private static boolean isOneBesideApprover(Set<Role> roles) {
        Set<Role> others = EnumSet.allOf(Role.class);
        others.retainAll(roles);
        others.remove(Role.APPROVER);
        return others.size() == 1 || (others.isEmpty() && roles.contains(Role.APPROVER));
    }
}
