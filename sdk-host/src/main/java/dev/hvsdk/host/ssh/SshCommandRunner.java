/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.ssh;

import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.HypervisorException.Unsupported;
import dev.hvsdk.api.Support;
import dev.hvsdk.host.command.Command;
import dev.hvsdk.host.command.CommandResult;
import dev.hvsdk.host.command.CommandRunner;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * Runs commands on another host by SSH, over one connection that is made anew when it breaks.
 *
 * <p>The host's key must be in a file of known hosts; an unknown key and a changed one are different errors. It logs in by the
 * key files, then by the password of the {@link dev.hvsdk.api.CredentialsProvider}; no agent and no {@code ~/.ssh/config} is
 * asked. The user's shell there must be a POSIX one: SSH knows only lines for a shell, so arguments are quoted by
 * {@link dev.hvsdk.host.command.ShellWords}. A command that does not end in time is killed
 * by a second one. Thread-safe.
 *
 * <p>Needs the artifacts {@code org.apache.sshd:sshd-osgi} and {@code net.i2p.crypto:eddsa}, which sdk-host does not bring along.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class SshCommandRunner implements CommandRunner, AutoCloseable {
    /** By a class of each. */
    private static final Map<String, String> ARTIFACTS = Map.of(
            "org.apache.sshd.client.SshClient", "org.apache.sshd:sshd-osgi:2.20.0",
            "net.i2p.crypto.eddsa.EdDSAPublicKey", "net.i2p.crypto:eddsa:0.3.0");

    private static final String NO_LIBRARY = "hosts are reached by SSH through a library that is not here";

    private final SshConnection connection;

    private SshCommandRunner(SshConnection connection) {
        this.connection = connection;
    }

    /**
     * Connects and logs in.
     *
     * @throws IllegalArgumentException if the URI names no host
     * @throws Unsupported if the artifacts are not on the class path
     * @throws dev.hvsdk.api.HypervisorException.Unreachable if no host answers there
     * @throws dev.hvsdk.api.HypervisorException.PermissionDenied if its key is not known, or it refuses the login
     * @throws dev.hvsdk.api.HypervisorException.TimedOut if that takes longer than the deadline to connect
     */
    public static SshCommandRunner open(ConnectSpec spec, SshOptions options) {
        SshAddress address = SshAddress.of(spec, options);
        requireSoftware(spec.uri(), SshCommandRunner.class.getClassLoader());
        return new SshCommandRunner(SshConnection.open(address, spec.deadlines().connect()));
    }

    /**
     * Whether the artifacts are there, without which {@link #open} throws: a backend that reaches hosts by SSH can work wherever they
     * are, for its {@code probe()}.
     *
     * @param usable what can be used if they are
     */
    public static <T> Support<T> probe(T usable) {
        return probe(usable, SshCommandRunner.class.getClassLoader());
    }

    static <T> Support<T> probe(T usable, ClassLoader loader) {
        return missing(loader)
                .map(artifact -> Support.<T>unavailable(Support.Reason.MISSING_SOFTWARE, NO_LIBRARY, remedy(artifact)))
                .orElseGet(() -> Support.available(usable));
    }

    static void requireSoftware(URI host, ClassLoader loader) {
        missing(loader).ifPresent(artifact -> {
            throw new Unsupported(
                    Support.Reason.MISSING_SOFTWARE,
                    SshErrors.connecting(host, NO_LIBRARY, null)
                            .remedy(remedy(artifact))
                            .build());
        });
    }

    private static Optional<String> missing(ClassLoader loader) {
        return ARTIFACTS.entrySet().stream()
                .filter(one -> !isThere(loader, one.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static boolean isThere(ClassLoader loader, String name) {
        try {
            Class.forName(name, false, loader);
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    private static String remedy(String artifact) {
        return "add " + artifact + " to the class path or module path";
    }

    @Override
    public CommandResult run(Command command) {
        return connection.run(command);
    }

    /** Ends the connection and its threads; commands that run fail. Idempotent. */
    @Override
    public void close() {
        connection.close();
    }

    /** The host. */
    @Override
    public String toString() {
        return connection.toString();
    }
}
