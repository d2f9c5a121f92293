/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.topology;

import java.util.List;
import java.util.Map;

/**
 * What a picture shows, in words and in order, before it has a form. All texts are harmless: they are words of ours, or were
 * {@linkplain Words#clean cleaned}.
 *
 * @param title the name of the machine
 * @param facts what it is, a line each
 * @param iommu who isolates its devices, as one sentence
 * @param sockets its physical packages, a line each
 * @param areas the places where devices are
 * @param counted how many devices there are, as one line
 * @param counts how many devices bear each mark, those without any left out
 * @param gaps what could not be read, a line each
 */
record Sketch(
        String title,
        List<String> facts,
        String iommu,
        List<String> sockets,
        List<Area> areas,
        String counted,
        Map<Mark, Integer> counts,
        List<String> gaps) {
    /**
     * A place of the host where devices are.
     *
     * @param title such as {@code NUMA node 0}
     * @param facts what it has, a line each
     * @param groups what is there, in order
     */
    record Area(String title, List<String> facts, List<Group> groups) {}

    /**
     * Devices that the IOMMU isolates together.
     *
     * @param title such as {@code IOMMU group 9}; empty for a device that is in none
     * @param devices those that are part of no other
     */
    record Group(String title, List<Device> devices) {}

    /**
     * A device with those that are parts of it.
     *
     * @param caption what is said of it
     * @param parts its virtual functions, mediated devices and what hangs on it, those of which the same is said together
     */
    record Device(Caption caption, List<Bundle> parts) {}

    /**
     * Parts of a device of which the same is said but for their place.
     *
     * @param title what they are, such as {@code 2 virtual functions}
     * @param common what is said of each
     * @param members them, in the order of their addresses
     */
    record Bundle(String title, Caption common, List<Caption> members) {}
}
