/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.docker;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.machine.DeviceNode;
import dev.hvsdk.api.machine.PassthroughDevice;
import dev.hvsdk.containers.CdiDevice;
import dev.hvsdk.containers.internal.http.Json;
import dev.hvsdk.containers.internal.http.Request;
import dev.hvsdk.host.HostInspector;
import dev.hvsdk.host.root.HostRoot;
import dev.hvsdk.spi.support.ErrorFactory;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the engine's host has to give to containers: device nodes, and devices by the Container Device Interface.
 *
 * <p>No engine lists its host's nodes, so that they are read by this process where the engine is on the same machine.
 */
final class DockerDevices {
    /** The directories of the CDI specification, the second one going over the first. */
    private static final List<String> DESCRIPTIONS = List.of("etc/cdi", "var/run/cdi");

    private final Client client;
    private final ErrorFactory errors;
    private final Path root;

    DockerDevices(Client client, ErrorFactory errors, Path root) {
        this.client = client;
        this.errors = errors;
        this.root = root;
    }

    List<PassthroughDevice> read() {
        JsonNode info = client.json(Request.read("info"), errors);
        refuseElsewhere(info);
        List<PassthroughDevice> found = new ArrayList<>();
        for (PassthroughDevice device : HostInspector.of(HostRoot.live()).devices()) {
            if (device instanceof DeviceNode) {
                found.add(device);
            }
        }
        if (client.greeting().isDocker25()) {
            found.addAll(described(root, info).values());
        }
        return List.copyOf(found);
    }

    /** A socket may lead into a machine for itself, as with Docker Desktop; that has another kernel. */
    private void refuseElsewhere(JsonNode info) {
        Optional<String> there = Json.text(info, "KernelVersion");
        Optional<String> here = kernel();
        if (!client.isLocal() || !there.equals(here)) {
            throw errors.remedy("run this on the engine's machine, or give a container a DeviceNode by its path")
                    .unsupported(
                            Support.Reason.NO_SUCH_CONCEPT,
                            "the engine is on another machine, and its API does not list devices");
        }
    }

    private Optional<String> kernel() {
        try {
            return Optional.of(
                    Files.readString(root.resolve("proc/sys/kernel/osrelease")).strip());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** By name; those that the engine itself has discovered (API 1.50) as well, whose files may be YAML. */
    static Map<String, CdiDevice> described(Path root, JsonNode info) {
        Map<String, CdiDevice> devices = new LinkedHashMap<>();
        for (String directory : DESCRIPTIONS) {
            files(root.resolve(directory)).forEach(file -> describe(file, devices));
        }
        for (JsonNode device : info.path("DiscoveredDevices")) {
            if (Json.text(device, "Source").filter("cdi"::equals).isPresent()) {
                Json.text(device, "ID").ifPresent(name -> put(name, "the engine", devices));
            }
        }
        return devices;
    }

    private static List<Path> files(Path directory) {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*.json")) {
            files.forEach(found::add);
        } catch (IOException e) {
            // Most machines have no such directory.
            note(directory, e);
        }
        found.sort(null);
        return found;
    }

    private static void describe(Path file, Map<String, CdiDevice> devices) {
        try {
            JsonNode json = Json.parse(Files.readAllBytes(file), ErrorFactory.of("cdi"));
            String kind = Json.text(json, "kind").orElse("");
            json.path("devices")
                    .forEach(device -> Json.text(device, "name")
                            .ifPresent(name -> put(kind + "=" + name, file.toString(), devices)));
        } catch (IOException | dev.hvsdk.api.HypervisorException e) {
            note(file, e);
        }
    }

    private static void put(String name, String file, Map<String, CdiDevice> devices) {
        try {
            devices.putIfAbsent(name, CdiDevice.describedBy(name, file));
        } catch (IllegalArgumentException e) {
            note(Path.of(file), e);
        }
    }

    /** The engine leaves out what it cannot read, too. */
    private static void note(Path file, Exception cause) {
        System.getLogger(DockerDevices.class.getName())
                .log(System.Logger.Level.DEBUG, () -> "no CDI devices of " + file, cause);
    }
}
