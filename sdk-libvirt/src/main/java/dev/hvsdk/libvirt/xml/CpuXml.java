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
 * A CPU, as a domain asks for it or as a host describes its own.
 *
 * <p>Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class CpuXml extends LibvirtXml {
    private static final List<String> ORDER =
            List.of("arch", "model", "vendor", "topology", "cache", "maxphysaddr", "feature", "numa");

    CpuXml(XmlElement element) {
        super(element);
    }

    /**
     * A feature and what is asked of it. Immutable.
     *
     * @param name its name in libvirt, such as {@code vmx}
     * @param policy {@code require}, {@code disable}, {@code optional}, {@code force}, {@code forbid}
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public record Feature(String name, String policy) {}

    /** The CPU of the host as it is. */
    public static CpuXml hostPassthrough() {
        return ofMode("host-passthrough");
    }

    /** The nearest to the CPU of the host that can be migrated. */
    public static CpuXml hostModel() {
        return ofMode("host-model");
    }

    /** All features that the host can offer, emulated ones too. */
    public static CpuXml maximum() {
        return ofMode("maximum");
    }

    private static CpuXml ofMode(String mode) {
        return new CpuXml(XmlElement.of("cpu").withAttribute("mode", mode));
    }

    /** A CPU by the name of its model; the host must be able to offer all of it. */
    public static CpuXml model(String model) {
        XmlElement name = XmlElement.of("model", model).withAttribute("fallback", "forbid");
        XmlElement cpu = XmlElement.of("cpu").withAttribute("mode", "custom").withAttribute("match", "exact");
        return new CpuXml(cpu.withChild(name));
    }

    /** How it is chosen: {@code custom}, {@code host-model}, {@code host-passthrough}, {@code maximum}. */
    public Optional<String> mode() {
        return attribute("mode");
    }

    /** How exactly a model is matched: {@code exact}, {@code minimum}, {@code strict}. */
    public Optional<String> match() {
        return attribute("match");
    }

    /** The architecture, in the description of a host. */
    public Optional<String> arch() {
        return text("arch");
    }

    /** The name of the model. */
    public Optional<String> model() {
        return text("model").map(String::strip);
    }

    /** The vendor: {@code Intel}, {@code AMD}. */
    public Optional<String> vendor() {
        return text("vendor").map(String::strip);
    }

    /** The number of sockets. */
    public OptionalInt sockets() {
        return number("topology", "sockets");
    }

    /** The number of dies in a socket. */
    public OptionalInt dies() {
        return number("topology", "dies");
    }

    /** The number of clusters in a die. */
    public OptionalInt clusters() {
        return number("topology", "clusters");
    }

    /** The number of cores in a cluster, die or socket. */
    public OptionalInt cores() {
        return number("topology", "cores");
    }

    /** The number of threads in a core. */
    public OptionalInt threads() {
        return number("topology", "threads");
    }

    /** The features that are named beside the model, in order; those of a host are all required. */
    public List<Feature> features() {
        return element().children("feature").stream()
                .filter(feature -> feature.attribute("name").isPresent())
                .map(feature -> new Feature(
                        feature.attribute("name").orElseThrow(),
                        feature.attribute("policy").orElse("require")))
                .toList();
    }

    /** The same with a topology; libvirt refuses one that does not make up the maximum of virtual CPUs. */
    public CpuXml withTopology(int sockets, int cores, int threads) {
        XmlElement topology = XmlElement.of("topology")
                .withAttribute("sockets", Integer.toString(sockets))
                .withAttribute("cores", Integer.toString(cores))
                .withAttribute("threads", Integer.toString(threads));
        return new CpuXml(Ordering.put(element(), topology, ORDER));
    }

    /** The same with a feature, in the place of what was said about it before. */
    public CpuXml withFeature(String name, String policy) {
        XmlElement feature =
                XmlElement.of("feature").withAttribute("policy", policy).withAttribute("name", name);
        return element().children("feature").stream()
                .filter(present ->
                        present.attribute("name").filter(name::equals).isPresent())
                .findFirst()
                .map(present -> new CpuXml(element().withReplaced(present, feature)))
                .orElseGet(() -> new CpuXml(Ordering.insert(element(), feature, ORDER)));
    }

    /** The same with another child element in the place of the first of its name, for what is not modelled. */
    public CpuXml withElement(XmlElement child) {
        return new CpuXml(Ordering.put(element(), child, ORDER));
    }

    /** Such as {@code cpu EPYC}. */
    @Override
    public String toString() {
        return "cpu" + model().or(this::mode).map(name -> " " + name).orElse("");
    }
}
