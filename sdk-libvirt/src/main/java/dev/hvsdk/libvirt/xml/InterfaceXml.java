/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.xml;

import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * A network interface of a domain.
 *
 * <p>Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class InterfaceXml extends DomainDevice {
    private static final List<String> ORDER = List.of(
            "mac",
            "source",
            "vlan",
            "virtualport",
            "ip",
            "route",
            "script",
            "backenddomain",
            "target",
            "guest",
            "model",
            "driver",
            "filterref",
            "boot",
            "tune",
            "link",
            "mtu",
            "bandwidth",
            "coalesce",
            "alias",
            "address");

    InterfaceXml(XmlElement element) {
        super(element);
    }

    /** An interface on a virtual network of libvirt. */
    public static InterfaceXml network(String network) {
        return of("network", XmlElement.of("source").withAttribute("network", network));
    }

    /** An interface on a bridge of the host. */
    public static InterfaceXml bridge(String bridge) {
        return of("bridge", XmlElement.of("source").withAttribute("bridge", bridge));
    }

    /** An interface by user-mode networking, which needs no privilege and cannot be reached from outside. */
    public static InterfaceXml user() {
        return new InterfaceXml(XmlElement.of("interface").withAttribute("type", "user"));
    }

    private static InterfaceXml of(String type, XmlElement source) {
        return new InterfaceXml(
                XmlElement.of("interface").withAttribute("type", type).withChild(source));
    }

    /** How it reaches the world: {@code network}, {@code bridge}, {@code direct}, {@code user}, {@code hostdev}. */
    public String type() {
        return attribute("type").orElse("user");
    }

    /** The network, bridge or device of the host that it is plugged into. */
    public Optional<String> source() {
        return attribute("source", "network")
                .or(() -> attribute("source", "bridge"))
                .or(() -> attribute("source", "dev"));
    }

    /** The mode of a {@code direct} interface: {@code bridge}, {@code vepa}, {@code private}, {@code passthrough}. */
    public Optional<String> mode() {
        return attribute("source", "mode");
    }

    /** The MAC address, as written. */
    public Optional<String> mac() {
        return attribute("mac", "address");
    }

    /** The adapter the guest sees: {@code virtio}, {@code e1000e}. */
    public Optional<String> model() {
        return attribute("model", "type");
    }

    /** The device of the host that carries it: {@code vnet0}; empty before libvirt has made one. */
    public Optional<String> target() {
        return attribute("target", "dev");
    }

    /** Whether its link is up, as it is unless the definition says otherwise. */
    public boolean linkUp() {
        return attribute("link", "state").map(state -> !state.equals("down")).orElse(true);
    }

    /** The same with a MAC address. */
    public InterfaceXml withMac(String mac) {
        return with(XmlElement.of("mac").withAttribute("address", mac));
    }

    /** The same with an adapter for the guest. */
    public InterfaceXml withModel(String model) {
        return with(XmlElement.of("model").withAttribute("type", model));
    }

    /** The same with a name for the device of the host that carries it. */
    public InterfaceXml withTarget(String device) {
        return with(XmlElement.of("target").withAttribute("dev", device));
    }

    /** The same with its link up or down. */
    public InterfaceXml withLinkUp(boolean up) {
        return with(XmlElement.of("link").withAttribute("state", up ? "up" : "down"));
    }

    /** The same at this place in the order of boot, from 1. */
    public InterfaceXml withBootOrder(int order) {
        return with(XmlElement.of("boot").withAttribute("order", Integer.toString(order)));
    }

    /** The same with another child element in the place of the first of its name, for what is not modelled. */
    public InterfaceXml withElement(XmlElement child) {
        return with(child);
    }

    private InterfaceXml with(XmlElement child) {
        return new InterfaceXml(ordered(element(), child, ORDER));
    }

    /** Such as {@code interface 52:54:00:12:34:56}. */
    @Override
    public String toString() {
        return kind() + mac().map(address -> " " + address).orElse("");
    }
}
