/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A port of a container that is reached at a port of its host.
 *
 * <p>Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class PublishedPort {
    private static final int LAST = 65_535;
    private static final Set<String> PROTOCOLS = Set.of("tcp", "udp", "sctp");
    private static final Pattern FORM = Pattern.compile(
            "(?:(?:(?<address>[0-9.]{7,15}|\\[[0-9a-fA-F:.]{2,45}]):)?(?<host>\\d{0,5}):)?(?<port>\\d{1,5})(?:/(?<protocol>[a-z]{3,4}))?");

    private final @Nullable String address;
    private final @Nullable Integer hostPort;
    private final int containerPort;
    private final String protocol;

    private PublishedPort(@Nullable String address, @Nullable Integer hostPort, int containerPort, String protocol) {
        if (!PROTOCOLS.contains(protocol)) {
            throw new IllegalArgumentException(
                    "the protocol of a port is tcp, udp or sctp, and not '" + protocol + "'");
        }
        this.address = address;
        this.hostPort = hostPort == null ? null : inRange(hostPort);
        this.containerPort = inRange(containerPort);
        this.protocol = protocol;
    }

    private static int inRange(int port) {
        if (port < 1 || port > LAST) {
            throw new IllegalArgumentException("a port is 1 to " + LAST + ": " + port);
        }
        return port;
    }

    /**
     * A TCP port on all addresses of the host.
     *
     * @throws IllegalArgumentException if one of them is no port
     */
    public static PublishedPort of(int hostPort, int containerPort) {
        return new PublishedPort(null, hostPort, containerPort, "tcp");
    }

    /**
     * Reads the form of the engines' command lines: {@code 8080:80}, {@code 127.0.0.1:8080:80}, {@code [::1]::53/udp}; without a
     * port of the host, the engine chooses one.
     *
     * @throws IllegalArgumentException for another text
     */
    public static PublishedPort parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException(
                    "a port is written [[ADDRESS:][HOSTPORT]:]PORT[/tcp|/udp|/sctp], and not '" + text + "'");
        }
        @Nullable String host = form.group("host");
        return new PublishedPort(
                form.group("address"),
                host == null || host.isEmpty() ? null : Integer.valueOf(host),
                Integer.parseInt(form.group("port")),
                Optional.ofNullable(form.group("protocol")).orElse("tcp"));
    }

    /** The address of the host; empty for all. One of version 6 is in brackets. */
    public Optional<String> address() {
        return Optional.ofNullable(address);
    }

    /** The port of the host; empty where the engine chooses or has not chosen. */
    public OptionalInt hostPort() {
        return hostPort == null ? OptionalInt.empty() : OptionalInt.of(hostPort);
    }

    /** The port in the container. */
    public int containerPort() {
        return containerPort;
    }

    /** {@code tcp}, {@code udp} or {@code sctp}. */
    public String protocol() {
        return protocol;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PublishedPort that && Arrays.equals(parts(), that.parts());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(parts());
    }

    private @Nullable Object[] parts() {
        return new @Nullable Object[] {address, hostPort, containerPort, protocol};
    }

    /** Such as {@code 127.0.0.1:8080:80/tcp}, which {@link #parse} reads. */
    @Override
    public String toString() {
        String host = hostPort == null ? "" : hostPort.toString();
        return (address == null ? "" : address + ":") + host + ":" + containerPort + "/" + protocol;
    }
}
