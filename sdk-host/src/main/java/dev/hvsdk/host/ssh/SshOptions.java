/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.ssh;

import dev.hvsdk.spi.support.ConnectParameters;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Which files decide whom to trust and how to log in: the parameters {@code known_hosts} and {@code keyfile} of a URI.
 *
 * <p>Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class SshOptions {
    /** The parameter that names the file of known hosts, instead of the user's and the machine's. */
    public static final String KNOWN_HOSTS = "known_hosts";

    /** The parameter that names the private key, instead of those in {@code ~/.ssh}. */
    public static final String KEY_FILE = "keyfile";

    private static final Path MACHINE_WIDE = Path.of("/etc/ssh/ssh_known_hosts");

    private final @Nullable Path knownHosts;
    private final @Nullable Path keyFile;

    private SshOptions(@Nullable Path knownHosts, @Nullable Path keyFile) {
        this.knownHosts = knownHosts;
        this.keyFile = keyFile;
    }

    /** The names of the parameters, for backends that take others too. */
    public static Set<String> parameters() {
        return Set.of(KNOWN_HOSTS, KEY_FILE);
    }

    /** The options in these parameters. */
    public static SshOptions of(ConnectParameters parameters) {
        return new SshOptions(
                parameters.find(KNOWN_HOSTS).map(Path::of).orElse(null),
                parameters.find(KEY_FILE).map(Path::of).orElse(null));
    }

    List<Path> knownHosts() {
        return knownHosts == null ? List.of(ownDirectory().resolve("known_hosts"), MACHINE_WIDE) : List.of(knownHosts);
    }

    Optional<Path> keyFile() {
        return Optional.ofNullable(keyFile);
    }

    static Path ownDirectory() {
        return Path.of(System.getProperty("user.home"), ".ssh");
    }

    /** The parameters that are set. */
    @Override
    public String toString() {
        return (knownHosts == null ? "" : KNOWN_HOSTS + "=" + knownHosts + " ")
                + (keyFile == null ? "" : KEY_FILE + "=" + keyFile);
    }
}
