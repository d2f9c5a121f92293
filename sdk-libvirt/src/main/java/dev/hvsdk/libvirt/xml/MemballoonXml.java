/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.xml;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.apiguardian.api.API;

/**
 * The balloon through which a running domain gives memory back.
 *
 * <p>Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class MemballoonXml extends DomainDevice {
    MemballoonXml(XmlElement element) {
        super(element);
    }

    /** A balloon of this model: {@code virtio}, {@code xen}, {@code none}. */
    public static MemballoonXml of(String model) {
        return new MemballoonXml(XmlElement.of("memballoon").withAttribute("model", model));
    }

    /** Its model: {@code virtio}, {@code xen}, {@code none}. */
    public Optional<String> model() {
        return attribute("model");
    }

    /** How often the guest reports its use of memory; empty if it never does, and its statistics are then stale. */
    public Optional<Duration> statisticsPeriod() {
        OptionalInt seconds = number("stats", "period");
        return seconds.isPresent() && seconds.getAsInt() > 0
                ? Optional.of(Duration.ofSeconds(seconds.getAsInt()))
                : Optional.empty();
    }

    /** The same with reports of the guest at this interval, in whole seconds. */
    public MemballoonXml withStatisticsPeriod(Duration period) {
        XmlElement stats = XmlElement.of("stats").withAttribute("period", Long.toString(period.toSeconds()));
        return new MemballoonXml(element().withOnly(stats));
    }
}
