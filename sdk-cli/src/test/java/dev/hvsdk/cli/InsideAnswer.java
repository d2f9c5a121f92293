/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What was answered at one place. Immutable. */
record InsideAnswer(String uid, List<Layer> layers, String virtWhat, String systemd) {

    static final String NOTHING = "-";

    private static final Pattern PART = Pattern.compile("=== (\\S+)\n(.*?)\n=== ended (\\d+)", Pattern.DOTALL);

    /** What virt-what calls containers (virt-what(1)); whatever else it prints is of the machine. */
    private static final Set<String> CONTAINERS = Set.of(
            "docker", "podman", "lxc", "oci", "crio", "openvz", "linux_vserver", "linux_vserver-guest", "illumos-lx");

    /** One of the layers that {@code hv detect} names. */
    record Layer(String technology, String confidence, boolean isContainer, List<String> sources) {
        @Override
        public String toString() {
            return technology + " (" + confidence + ")";
        }
    }

    static InsideAnswer parse(String output) {
        return new InsideAnswer(
                part(output, "id"),
                layers(part(output, "hv")),
                virtWhat(part(output, "virt-what")),
                systemd(part(output, "systemd-detect-virt"), part(output, "vm")));
    }

    private static String part(String output, String name) {
        return PART.matcher(output)
                .results()
                .filter(part -> part.group(1).equals(name))
                .map(part -> part.group(2).strip())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no answer of " + name + ": " + output));
    }

    private static List<Layer> layers(String json) {
        try {
            List<Layer> layers = new ArrayList<>();
            JsonMapper.builder().build().readTree(json).get("layers").forEach(layer -> layers.add(layer(layer)));
            return List.copyOf(layers);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("hv detect said: " + json, e);
        }
    }

    private static Layer layer(JsonNode layer) {
        List<String> sources = new ArrayList<>();
        layer.get("evidence")
                .forEach(evidence -> sources.add(evidence.get("source").asText()));
        return new Layer(
                layer.get("technology").asText(),
                layer.get("confidence").asText(),
                layer.get("approach").asText().equals("os-level"),
                sources);
    }

    private static String virtWhat(String said) {
        if (said.contains("must be run as root")) {
            return "needs root";
        }
        String names = said.lines().filter(CONTAINERS::contains).collect(Collectors.joining(", "));
        return names.isEmpty() ? NOTHING : names;
    }

    /** It names one thing, the container before the machine. */
    private static String systemd(String said, String vm) {
        return said.equals(vm) || said.equals("none") ? NOTHING : said;
    }

    /** The layers of the machine, which no container hides. */
    List<String> machine() {
        return layers.stream()
                .filter(layer -> !layer.isContainer())
                .map(Layer::technology)
                .toList();
    }

    /** The containers around, without those that are around the whole machine. */
    List<Layer> around(InsideAnswer outside) {
        Stream<Layer> containers = layers.stream().filter(Layer::isContainer);
        return containers
                .skip(outside.layers.stream().filter(Layer::isContainer).count())
                .toList();
    }
}
