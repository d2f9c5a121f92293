/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.xml;

import dev.hvsdk.api.capability.NetworkSpec;
import dev.hvsdk.api.capability.VirtualNetwork;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * A virtual network of libvirt.
 *
 * <p>Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class NetworkXml extends LibvirtXml {
    /** A network that reaches nothing but the host has no {@code forward}; libvirt has no word of its own for it. */
    private static final String ISOLATED = "isolated";

    private static final List<String> ORDER = List.of(
            "name",
            "uuid",
            "title",
            "description",
            "metadata",
            "forward",
            "bridge",
            "mtu",
            "mac",
            "domain",
            "dns",
            "vlan",
            "bandwidth",
            "ip",
            "route",
            "virtualport",
            "portgroup");

    private NetworkXml(XmlDocument document) {
        super(document);
    }

    private NetworkXml(XmlElement element) {
        super(element);
    }

    /** Reads a network; throws {@link MalformedXmlException} if the text is no XML, has a DTD, or its root is no {@code network}. */
    public static NetworkXml parse(String xml) {
        return new NetworkXml(XmlDocument.parse(xml, "network"));
    }

    /** A new network that reaches nothing but the host, with nothing but a name. */
    public static NetworkXml create(String name) {
        return new NetworkXml(XmlElement.of("network").withChild(XmlElement.of("name", name)));
    }

    /**
     * What the API asks for, {@code nat} unless it says otherwise.
     *
     * <p>Libvirt chooses no subnet by itself, so one has to be added where the specification leaves it to the host.
     *
     * @throws IllegalArgumentException if its subnet is not in CIDR notation
     */
    public static NetworkXml of(NetworkSpec spec) {
        NetworkXml network = create(spec.name()).withMode(spec.mode().orElse("nat"));
        return spec.subnet().map(network::withSubnet).orElse(network);
    }

    /** The name. */
    public Optional<String> name() {
        return text("name");
    }

    /** The UUID. */
    public Optional<String> uuid() {
        return text("uuid").map(String::strip);
    }

    /** How it reaches the world: {@code nat}, {@code route}, {@code open}, {@code bridge}, {@code isolated}. */
    public String mode() {
        return element()
                .child("forward")
                .map(forward -> forward.attribute("mode").orElse("nat"))
                .orElse(ISOLATED);
    }

    /** The bridge of the host. */
    public Optional<String> bridge() {
        return attribute("bridge", "name");
    }

    /** The addresses of the host in it, as written. */
    public List<String> addresses() {
        return element().children("ip").stream()
                .flatMap(ip -> ip.attribute("address").stream())
                .toList();
    }

    /** Its first subnet in CIDR notation. */
    public Optional<String> subnet() {
        return element().child("ip").flatMap(NetworkXml::subnetOf).map(Subnet::toString);
    }

    private static Optional<Subnet> subnetOf(XmlElement ip) {
        Optional<String> address = ip.attribute("address");
        Optional<String> mask = ip.attribute("netmask");
        var prefix = Values.integer(ip.attribute("prefix"));
        if (address.isEmpty() || (mask.isEmpty() && prefix.isEmpty())) {
            return Optional.empty();
        }
        return prefix.isPresent()
                ? Subnet.of(address.get(), prefix.getAsInt())
                : Subnet.ofMask(address.get(), mask.orElseThrow());
    }

    /** Whether it gives addresses to guests. */
    public boolean dhcp() {
        return element().children("ip").stream().anyMatch(ip -> ip.child("dhcp").isPresent());
    }

    /** The same reaching the world in another way: {@code nat}, {@code route}, {@code open}, {@code bridge}, {@code isolated}. */
    public NetworkXml withMode(String mode) {
        if (mode.equals(ISOLATED)) {
            return new NetworkXml(document().withRoot(element().withoutChildren("forward")));
        }
        XmlElement forward = element().child("forward").orElseGet(() -> XmlElement.of("forward"));
        return withElement(forward.withAttribute("mode", mode));
    }

    /** The same on this bridge of the host. */
    public NetworkXml withBridge(String bridge) {
        return withElement(XmlElement.of("bridge").withAttribute("name", bridge));
    }

    /**
     * The same with a subnet, of which the host has the first address and guests are given the others.
     *
     * @throws IllegalArgumentException if it is not in CIDR notation, or has no room for a guest
     */
    public NetworkXml withSubnet(String cidr) {
        Subnet subnet = Subnet.parse(cidr);
        if (!subnet.hasRoom()) {
            throw new IllegalArgumentException("the subnet has no room for a guest: " + cidr);
        }
        return withElement(ip(subnet).withChild(XmlElement.of("dhcp").withChild(range(subnet))));
    }

    private static XmlElement ip(Subnet subnet) {
        XmlElement ip = subnet.isIpv6() ? XmlElement.of("ip").withAttribute("family", "ipv6") : XmlElement.of("ip");
        return ip.withAttribute("address", subnet.address(1))
                .withAttribute("prefix", Integer.toString(subnet.prefix()));
    }

    /** Of IPv6 not more than 2^16 addresses, which is what dnsmasq and libvirt take in one range. */
    private static XmlElement range(Subnet subnet) {
        boolean large = subnet.bits() - subnet.prefix() > 16;
        return XmlElement.of("range")
                .withAttribute("start", subnet.address(2))
                .withAttribute("end", large ? subnet.address(0xfffe) : subnet.address(-2));
    }

    /** The same with another child element in the place of the first of its name, for what is not modelled. */
    public NetworkXml withElement(XmlElement child) {
        return new NetworkXml(document().withRoot(Ordering.put(element(), child, ORDER)));
    }

    /** The API's reading of it; whether it is active is not in the XML. */
    public VirtualNetwork toVirtualNetwork(boolean active) {
        VirtualNetwork.Builder network =
                VirtualNetwork.builder(name().orElse(""), mode()).active(active);
        bridge().ifPresent(network::bridge);
        subnet().ifPresent(network::subnet);
        return network.build();
    }

    /** Such as {@code network default}. */
    @Override
    public String toString() {
        return "network" + name().map(known -> " " + known).orElse("");
    }
}
