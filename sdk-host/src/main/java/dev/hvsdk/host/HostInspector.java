/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host;

import dev.hvsdk.api.machine.CpuInfo;
import dev.hvsdk.api.machine.FeatureReport;
import dev.hvsdk.api.machine.MemoryInfo;
import dev.hvsdk.api.machine.PassthroughDevice;
import dev.hvsdk.host.root.HostRoot;
import dev.hvsdk.host.workload.Workloads;
import java.util.List;
import org.apiguardian.api.API;

/**
 * Answers what a host runs in, what it is made of and what it can virtualize.
 *
 * <pre>{@code
 * Inspection host = HostInspector.of(HostRoot.live()).inspect();
 * host.detection().layers().forEach(System.out::println);
 * }</pre>
 *
 * <p>It needs no privilege; what root would add stands in the limitations and remedies of the answers. No method throws for
 * what a host holds, however damaged: what could not be read is left out, and a limitation says so. Each call reads the host
 * anew. To have several answers from one reading, call {@link #inspect()} once. Thread-safe.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class HostInspector {
    private final HostRoot root;

    private HostInspector(HostRoot root) {
        this.root = root;
    }

    /** An inspector of this host. Reads nothing yet. */
    public static HostInspector of(HostRoot root) {
        return new HostInspector(root);
    }

    /** The virtualization layers that the host runs in, and the clouds and products that it is part of. */
    public Detection detect() {
        return new Reading(root).detection();
    }

    /** The CPU: who made it, which one it is, how many there are. */
    public CpuInfo cpu() {
        return new Reading(root).cpu();
    }

    /** The memory: how much, huge pages, merging of same pages, ballooning. */
    public MemoryInfo memory() {
        return new Reading(root).memory();
    }

    /**
     * One report for every feature that the SDK knows by name, in the order of {@link dev.hvsdk.api.machine.CpuFeature#known()}.
     *
     * <p>Runs the detection first: a feature that is missing on a guest may only be hidden from it.
     */
    public List<FeatureReport> features() {
        return new Reading(root).features();
    }

    /** The devices that could be given to guests, each with what stands in the way. */
    public List<PassthroughDevice> devices() {
        return new Reading(root).devices();
    }

    /**
     * What runs among the host's processes that is itself virtualization: monitors of virtual machines, containers, language machines.
     *
     * <p>Works for everybody; the limitations say what root would add. Of command lines, which hold secrets, it tells names alone.
     */
    public Workloads workloads() {
        return new Reading(root).workloads();
    }

    /** All of what the host is, from one reading in which each part is read once. */
    public Inspection inspect() {
        return new Reading(root).inspection();
    }
}
