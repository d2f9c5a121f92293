/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.xml;

import java.util.Optional;
import java.util.OptionalInt;
import org.apiguardian.api.API;

/**
 * A graphical console of a domain.
 *
 * <p>Its password can be set and removed, but not read. Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class GraphicsXml extends DomainDevice {
    GraphicsXml(XmlElement element) {
        super(element);
    }

    /** A console of this type ({@code vnc}, {@code spice}) on a port that libvirt finds, at an address of the host. */
    public static GraphicsXml listening(String type, String address) {
        return new GraphicsXml(XmlElement.of("graphics")
                .withAttribute("type", type)
                .withAttribute("autoport", "yes")
                .withChild(
                        XmlElement.of("listen").withAttribute("type", "address").withAttribute("address", address)));
    }

    /** The protocol: {@code vnc}, {@code spice}, {@code rdp}, {@code sdl}, {@code egl-headless}. */
    public Optional<String> type() {
        return attribute("type");
    }

    /** The port; empty before libvirt has chosen one, which libvirt writes as -1. */
    public OptionalInt port() {
        return port("port");
    }

    /** The port for TLS; empty if there is none. */
    public OptionalInt tlsPort() {
        return port("tlsPort");
    }

    private OptionalInt port(String name) {
        OptionalInt port = Values.integer(attribute(name));
        return port.isPresent() && port.getAsInt() > 0 ? port : OptionalInt.empty();
    }

    /** Whether libvirt chooses the port. */
    public boolean autoPort() {
        return Values.isYes(attribute("autoport"));
    }

    /** The address of the host on which it listens. */
    public Optional<String> listenAddress() {
        return attribute("listen", "address").or(() -> attribute("listen"));
    }

    /** The socket on which it listens. */
    public Optional<String> socket() {
        return attribute("listen", "socket").or(() -> attribute("socket"));
    }

    /** Whether the XML holds a password; libvirt leaves it out unless asked for secrets. */
    public boolean hasPassword() {
        return attribute("passwd").isPresent();
    }

    /** The same with a password, which {@link #toXml()} then holds. */
    public GraphicsXml withPassword(String password) {
        return new GraphicsXml(element().withAttribute("passwd", password));
    }

    /** The same without a password. */
    public GraphicsXml withoutPassword() {
        return new GraphicsXml(element().withoutAttribute("passwd"));
    }

    /** Such as {@code graphics vnc}. */
    @Override
    public String toString() {
        return kind() + type().map(protocol -> " " + protocol).orElse("");
    }
}
