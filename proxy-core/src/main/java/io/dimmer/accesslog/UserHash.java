package io.dimmer.accesslog;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What stands for a user in the log: HMAC-SHA256 (RFC 2104) of the hash of the user's key, its first 64 bits. Without
 * the secret nobody can find a user in a log by trying ids. One thread.
 */
final class UserHash {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int SECRET_BYTES = 32;
    private static final String FILE = "access-log-key";

    private final byte[] secret;
    private final Mac mac;

    private UserHash(byte[] secret) {
        this.secret = secret;
        try {
            mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret, ALGORITHM));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }

    /**
     * With the secret that is kept in the state directory, made when there is none; without a directory, with one that
     * is forgotten at the end.
     *
     * @throws IOException naming the file and what was wrong with it
     */
    static UserHash of(Optional<Path> stateDirectory) throws IOException {
        byte[] fresh = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(fresh);
        return new UserHash(
                stateDirectory.isPresent() ? kept(stateDirectory.get().resolve(FILE), fresh) : fresh);
    }

    private static byte[] kept(Path file, byte[] fresh) throws IOException {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, HexFormat.of().formatHex(fresh) + "\n", StandardOpenOption.WRITE);
            return fresh;
        } catch (FileAlreadyExistsException there) {
            return secret(file);
        } catch (IOException e) {
            throw new IOException(file + ": the secret of the access log cannot be kept: " + e, e);
        }
    }

    private static byte[] secret(Path file) throws IOException {
        try {
            byte[] secret = HexFormat.of()
                    .parseHex(Files.readString(file, StandardCharsets.US_ASCII).strip());
            if (secret.length == SECRET_BYTES) {
                return secret;
            }
        } catch (IllegalArgumentException e) {
            throw new IOException(file + ": found no secret of the access log, expected 64 hexadecimal digits", e);
        }
        throw new IOException(file + ": found no secret of the access log, expected 64 hexadecimal digits");
    }

    /** The same for another thread. */
    UserHash another() {
        return new UserHash(secret);
    }

    /** For that hash of a user's key. */
    String of(long keyHash) {
        byte[] sum =
                mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(keyHash).array());
        return HexFormat.of().formatHex(sum, 0, Long.BYTES);
    }
}
