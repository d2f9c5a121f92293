/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host;

import dev.hvsdk.api.machine.Platform;
import dev.hvsdk.api.machine.VirtualizationLayer;
import dev.hvsdk.host.root.Limitation;
import dev.hvsdk.host.signal.Signal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * Which virtualization layers a host runs in.
 *
 * <p>Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Detection {
    /** What the layers amount to. Immutable. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public enum Verdict {
        /** There is at least one layer. The privileged host of a hypervisor, such as Xen's dom0, counts: it runs on it. */
        VIRTUAL,
        /** There is none, and what would have shown one was read. */
        PHYSICAL,
        /** None was found, but nothing that would have shown one could be read; the limitations say what. */
        UNKNOWN;

        /** The identifier in text and JSON: lower case, such as {@code physical}. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final List<Platform> platforms;
    private final List<VirtualizationLayer> layers;
    private final List<Signal> signals;
    private final List<Limitation> limitations;
    private final Verdict verdict;
    private final Optional<String> machine;

    Detection(
            List<Platform> platforms,
            List<VirtualizationLayer> layers,
            List<Signal> signals,
            List<Limitation> limitations,
            boolean couldHaveShown,
            Optional<String> machine) {
        this.platforms = List.copyOf(platforms);
        this.layers = List.copyOf(layers);
        this.signals = List.copyOf(signals);
        this.limitations = List.copyOf(limitations);
        this.verdict = !layers.isEmpty() ? Verdict.VIRTUAL : couldHaveShown ? Verdict.PHYSICAL : Verdict.UNKNOWN;
        this.machine = machine;
    }

    /** The architecture as {@code uname -m} prints it, if it is known: virt-what has words of its own on POWER and IBM Z. */
    Optional<String> machine() {
        return machine;
    }

    /** The clouds and products that the machine is part of; a cloud's bare-metal machines as well. */
    public List<Platform> platforms() {
        return platforms;
    }

    /** The layers, outermost first; none on a physical machine. */
    public List<VirtualizationLayer> layers() {
        return layers;
    }

    /** Everything that was seen, in the order in which it was judged, and what became of it by which rule. */
    public List<Signal> signals() {
        return signals;
    }

    /** What could not be read and would have made the answer fuller or surer. */
    public List<Limitation> limitations() {
        return limitations;
    }

    /** What the layers amount to. */
    public Verdict verdict() {
        return verdict;
    }

    /** The layers, or {@code physical} or {@code unknown}. */
    @Override
    public String toString() {
        return layers.isEmpty() ? verdict.id() : layers.toString();
    }
}
