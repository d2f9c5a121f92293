/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.xml;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apiguardian.api.API;

/**
 * A console, serial port, parallel port or channel of a domain.
 *
 * <p>Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class CharacterXml extends DomainDevice {
    /** The channel on which QEMU's guest agent listens (docs of qemu-ga). */
    public static final String GUEST_AGENT = "org.qemu.guest_agent.0";

    private static final List<String> ORDER = List.of("source", "protocol", "target", "log", "alias", "address");

    CharacterXml(XmlElement element) {
        super(element);
    }

    /** A console on a pseudo terminal of the host, of this kind: {@code serial}, {@code virtio}, {@code xen}, {@code lxc}. */
    public static CharacterXml console(String targetType) {
        return port("console", targetType);
    }

    /** The first serial port, on a pseudo terminal of the host. */
    public static CharacterXml serial() {
        XmlElement target = XmlElement.of("target").withAttribute("port", "0");
        return new CharacterXml(
                XmlElement.of("serial").withAttribute("type", "pty").withChild(target));
    }

    private static CharacterXml port(String kind, String targetType) {
        XmlElement target =
                XmlElement.of("target").withAttribute("type", targetType).withAttribute("port", "0");
        return new CharacterXml(XmlElement.of(kind).withAttribute("type", "pty").withChild(target));
    }

    /** The channel of QEMU's guest agent, on a socket that libvirt makes. */
    public static CharacterXml guestAgent() {
        XmlElement target =
                XmlElement.of("target").withAttribute("type", "virtio").withAttribute("name", GUEST_AGENT);
        return new CharacterXml(
                XmlElement.of("channel").withAttribute("type", "unix").withChild(target));
    }

    /** Its end on the host: {@code pty}, {@code unix}, {@code tcp}, {@code file}, {@code spicevmc}. */
    public Optional<String> type() {
        return attribute("type");
    }

    /** Where its end on the host is: a terminal, socket or file; empty before libvirt has made one. */
    public Optional<String> source() {
        return attribute("source", "path").or(() -> attribute("tty"));
    }

    /** What the guest sees: {@code isa-serial}, {@code serial}, {@code virtio}, {@code xen}. */
    public Optional<String> targetType() {
        return attribute("target", "type");
    }

    /** The number of its port in the guest. */
    public OptionalInt port() {
        return number("target", "port");
    }

    /** The name of a channel in the guest: {@code org.qemu.guest_agent.0}. */
    public Optional<String> name() {
        return attribute("target", "name");
    }

    /** Whether somebody in the guest has opened the channel; empty where libvirt does not know. */
    public Optional<Boolean> connected() {
        return attribute("target", "state").map("connected"::equals);
    }

    /** Whether it is the channel of QEMU's guest agent. */
    public boolean isGuestAgent() {
        return name().filter(GUEST_AGENT::equals).isPresent();
    }

    /** The same with its output also written to a file of the host. */
    public CharacterXml withLog(String path) {
        XmlElement log = XmlElement.of("log").withAttribute("file", path);
        return new CharacterXml(ordered(element(), log, ORDER));
    }

    /** The same with its end on the host at this path, as a socket on which the hypervisor listens. */
    public CharacterXml onSocket(String path) {
        XmlElement source =
                XmlElement.of("source").withAttribute("mode", "bind").withAttribute("path", path);
        return new CharacterXml(ordered(element().withAttribute("type", "unix"), source, ORDER));
    }

    /** The same with its output in a file of the host, and no input. */
    public CharacterXml toFile(String path) {
        XmlElement source = XmlElement.of("source").withAttribute("path", path);
        return new CharacterXml(ordered(element().withAttribute("type", "file"), source, ORDER));
    }

    /** Such as {@code channel org.qemu.guest_agent.0}. */
    @Override
    public String toString() {
        return kind() + name().map(known -> " " + known).orElse("");
    }
}
