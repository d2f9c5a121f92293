/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.ssh;

import dev.hvsdk.api.HypervisorException.PermissionDenied;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.util.io.resource.PathResource;
import org.apache.sshd.common.util.security.SecurityUtils;

/** The private keys to log in with. Not thread-safe: read and used for one login. */
final class KeyFiles {
    private static final List<String> USUAL = List.of("id_ed25519", "id_ecdsa", "id_rsa");

    private final List<KeyPair> pairs = new ArrayList<>();
    private final Map<Path, String> outcomes = new LinkedHashMap<>();

    private KeyFiles() {}

    /** The key that the URI names, which must be usable, or the usual ones, of which any may be missing. */
    static KeyFiles read(SshAddress address) {
        KeyFiles keys = new KeyFiles();
        address.keyFile().ifPresentOrElse(file -> keys.require(file, address), keys::readUsual);
        return keys;
    }

    private void require(Path file, SshAddress address) {
        try {
            load(file);
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            String problem = Files.exists(file) ? " cannot be used" : " is not there";
            throw new PermissionDenied(SshErrors.connecting(address.uri(), "the private key " + file + problem, e)
                    .remedy("name a key without a passphrase that this user may read")
                    .build());
        }
    }

    private void readUsual() {
        for (String name : USUAL) {
            Path file = SshOptions.ownDirectory().resolve(name);
            if (Files.exists(file)) {
                readIfPossible(file);
            }
        }
    }

    private void readIfPossible(Path file) {
        try {
            load(file);
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            // One that is locked by a passphrase is nothing unusual; it is told if the login fails.
            outcomes.put(file, "unusable, perhaps for its passphrase");
        }
    }

    private void load(Path file) throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(file)) {
            Iterable<KeyPair> loaded =
                    SecurityUtils.loadKeyPairIdentities(null, new PathResource(file), in, FilePasswordProvider.EMPTY);
            if (loaded == null) {
                throw new IOException("no private key in it");
            }
            loaded.forEach(pairs::add);
        }
        outcomes.put(file, "refused");
    }

    List<KeyPair> pairs() {
        return List.copyOf(pairs);
    }

    /** What became of each file, for the message of a login that failed. */
    String outcomes() {
        return outcomes.isEmpty()
                ? "no key in " + SshOptions.ownDirectory()
                : outcomes.entrySet().stream()
                        .map(tried -> tried.getKey() + " " + tried.getValue())
                        .collect(Collectors.joining(", "));
    }
}
