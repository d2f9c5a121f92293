/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit.tck;

import dev.hvsdk.api.Credentials;
import dev.hvsdk.api.CredentialsProvider;
import dev.hvsdk.api.HypervisorException;
import java.net.URI;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Hands out passwords, and knows them again in texts. Thread-safe. */
final class Passwords implements CredentialsProvider {
    /** For hosts that ask and get none of the subject. */
    private static final String OWN = "hvtck-9f3b-Passw0rd";

    /** A shorter one may stand in a text by accident. */
    private static final int SHORTEST = 8;

    private final CredentialsProvider real;
    private final boolean wrong;
    private final Set<String> given = ConcurrentHashMap.newKeySet();

    private Passwords(CredentialsProvider real, boolean wrong) {
        this.real = real;
        this.wrong = wrong;
    }

    /** Those of the subject, and one of the kit's own where it has none. */
    static Passwords of(CredentialsProvider real) {
        return new Passwords(real, false);
    }

    /** The users of the subject with a password that is not theirs. */
    static Passwords notOf(CredentialsProvider real) {
        return new Passwords(real, true);
    }

    @Override
    public Optional<Credentials> credentials(URI host) {
        Credentials credentials = choose(real.credentials(host).orElse(null));
        given.add(new String(credentials.password()));
        return Optional.of(credentials);
    }

    private Credentials choose(@Nullable Credentials found) {
        if (found != null && !wrong) {
            return found;
        }
        char[] own = OWN.toCharArray();
        return found == null
                ? Credentials.of(own)
                : found.user().map(user -> Credentials.of(user, own)).orElseGet(() -> Credentials.of(own));
    }

    /** Fails if the text shows one of them; the message does not. */
    void check(String what, @Nullable Object text) {
        String words = String.valueOf(text);
        boolean shows =
                given.stream().filter(password -> password.length() >= SHORTEST).anyMatch(words::contains);
        Expect.that(!shows, () -> what + " shows the password");
    }

    /** As {@link #check}, with all that an error says and where it came from. */
    void checkError(String what, @Nullable Throwable error) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        checkChain(what, error, seen);
    }

    private void checkChain(String what, @Nullable Throwable error, Set<Throwable> seen) {
        if (error == null || !seen.add(error)) {
            return;
        }
        check(what, error);
        if (error instanceof HypervisorException typed) {
            check(what, List.of(typed.detail(), typed.remedy(), typed.subject(), typed.nativeError()));
        }
        checkChain(what, error.getCause(), seen);
        for (Throwable suppressed : error.getSuppressed()) {
            checkChain(what, suppressed, seen);
        }
    }
}
