/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.capability;

import dev.hvsdk.libvirt.xml.DomainXml;
import dev.hvsdk.libvirt.xml.GraphicsXml;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Where the graphical consoles of a running guest are. Immutable. */
final class Displays {
    private static final Set<String> NETWORKED = Set.of("vnc", "spice", "rdp");

    /** A guest that listens everywhere is reached where its host is. */
    private static final Set<String> EVERYWHERE = Set.of("0.0.0.0", "::", "");

    private final String host;

    /**
     * @param host by which the host is reached; empty for this machine
     */
    Displays(Optional<String> host) {
        this.host = host.orElse("127.0.0.1");
    }

    List<URI> of(DomainXml domain) {
        return domain.devices(GraphicsXml.class).stream()
                .flatMap(graphics -> address(graphics).stream())
                .toList();
    }

    /** None for a display without an address, such as a window on the host's own screen. */
    private Optional<URI> address(GraphicsXml graphics) {
        return graphics.type()
                .filter(NETWORKED::contains)
                .flatMap(type -> onSocket(type, graphics).or(() -> onPort(type, graphics)));
    }

    private static Optional<URI> onSocket(String type, GraphicsXml graphics) {
        return graphics.socket().map(path -> URI.create(type + "+unix://" + encoded(path)));
    }

    private static String encoded(String path) {
        try {
            return new URI(null, null, path, null).getRawPath();
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("not the path of a socket: " + path, e);
        }
    }

    private Optional<URI> onPort(String type, GraphicsXml graphics) {
        OptionalInt port = graphics.port();
        OptionalInt tls = graphics.tlsPort();
        if (port.isEmpty() && tls.isEmpty()) {
            return Optional.empty();
        }
        String address = graphics.listenAddress().orElse("127.0.0.1");
        String reached = EVERYWHERE.contains(address) ? host : address;
        String plain = port.isPresent() ? ":" + port.getAsInt() : "";
        String query = tls.isPresent() ? "?tls-port=" + tls.getAsInt() : "";
        return Optional.of(URI.create(type + "://" + bracketed(reached) + plain + query));
    }

    private static String bracketed(String address) {
        return address.contains(":") && !address.startsWith("[") ? "[" + address + "]" : address;
    }
}
