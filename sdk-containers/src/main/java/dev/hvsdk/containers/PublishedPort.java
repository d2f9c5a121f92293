/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** A port of a container that can be reached by one of its host. Immutable. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class PublishedPort {
    private static final int MOST = 65_535;

    private final int port;
    private final Protocol protocol;
    private final @Nullable Integer hostPort;
    private final @Nullable String hostAddress;

    private PublishedPort(int port, Protocol protocol, @Nullable Integer hostPort, @Nullable String hostAddress) {
        this.port = port;
        this.protocol = protocol;
        this.hostPort = hostPort;
        this.hostAddress = hostAddress;
    }

    /**
     * A port of the container, by TCP, which the host has under a number that the engine chooses, on all its addresses.
     *
     * @param port 1 to 65535
     * @throws IllegalArgumentException if it is none
     */
    public static PublishedPort of(int port) {
        return new PublishedPort(checked(port), Protocol.TCP, null, null);
    }

    /** The same by another protocol. */
    public PublishedPort by(Protocol protocol) {
        return new PublishedPort(port, protocol, hostPort, hostAddress);
    }

    /** The same under this number of the host; throws {@link IllegalArgumentException} if that is none. */
    public PublishedPort as(int hostPort) {
        return new PublishedPort(port, protocol, checked(hostPort), hostAddress);
    }

    /** The same on one address of the host only, such as {@code 127.0.0.1}. */
    public PublishedPort on(String hostAddress) {
        return new PublishedPort(port, protocol, hostPort, hostAddress);
    }

    private static int checked(int port) {
        if (port < 1 || port > MOST) {
            throw new IllegalArgumentException("a port is a number from 1 to " + MOST + ", and not " + port);
        }
        return port;
    }

    /** The port in the container. */
    public int port() {
        return port;
    }

    /** How it is spoken to. */
    public Protocol protocol() {
        return protocol;
    }

    /** The port of the host; empty if the engine is to choose. */
    public OptionalInt hostPort() {
        return hostPort == null ? OptionalInt.empty() : OptionalInt.of(hostPort);
    }

    /** The address of the host; empty for all. */
    public Optional<String> hostAddress() {
        return Optional.ofNullable(hostAddress);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PublishedPort that
                && port == that.port
                && protocol == that.protocol
                && Objects.equals(hostPort, that.hostPort)
                && Objects.equals(hostAddress, that.hostAddress);
    }

    @Override
    public int hashCode() {
        return Objects.hash(port, protocol, hostPort, hostAddress);
    }

    /** Such as {@code 127.0.0.1:8080:80/tcp}, as the commands of engines have it. */
    @Override
    public String toString() {
        String address = hostAddress == null ? "" : (hostAddress.contains(":") ? "[" + hostAddress + "]" : hostAddress);
        String host = hostPort == null ? "" : hostPort.toString();
        String before =
                address.isEmpty() && host.isEmpty() ? "" : (address.isEmpty() ? "" : address + ":") + host + ":";
        return before + port + "/" + protocol.id();
    }

    /** How a port is spoken to. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public enum Protocol {
        /** The Transmission Control Protocol. */
        TCP("tcp"),
        /** The User Datagram Protocol. */
        UDP("udp"),
        /** The Stream Control Transmission Protocol. */
        SCTP("sctp");

        private final String id;

        Protocol(String id) {
            this.id = id;
        }

        /** Its name in lower case. */
        public String id() {
            return id;
        }
    }
}
