/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.docker;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hvsdk.api.Support;
import dev.hvsdk.containers.ContainerMount;
import dev.hvsdk.containers.ContainerOptions;
import dev.hvsdk.containers.HealthCheck;
import dev.hvsdk.containers.PublishedPort;
import dev.hvsdk.containers.RestartPolicy;
import dev.hvsdk.spi.support.ErrorFactory;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * The options of a container in a request to make one.
 *
 * <p>The fields and the version that each came with are those of the Engine API's version history; what is not named here is as old
 * as the oldest version that is spoken.
 */
final class OptionsJson {
    private final Greeting greeting;
    private final ErrorFactory errors;

    OptionsJson(Greeting greeting, ErrorFactory errors) {
        this.greeting = greeting;
        this.errors = errors;
    }

    void write(ContainerOptions options, ObjectNode json, ObjectNode host) {
        process(options, json, host);
        limits(options, host);
        options.restartPolicy().ifPresent(policy -> restart(policy, host.putObject("RestartPolicy")));
        options.mounts().forEach(mount -> mount(mount, host));
        network(options, json, host);
        addAll(host, "CapAdd", options.addedCapabilities());
        addAll(host, "CapDrop", options.droppedCapabilities());
        options.healthCheck().ifPresent(check -> health(check, json.putObject("Healthcheck")));
        cdi(options.cdiDevices(), host);
    }

    private static void process(ContainerOptions options, ObjectNode json, ObjectNode host) {
        if (!options.environment().isEmpty()) {
            ArrayNode environment = json.putArray("Env");
            options.environment().forEach((name, value) -> environment.add(name + "=" + value));
        }
        options.workingDirectory().ifPresent(path -> json.put("WorkingDir", path));
        options.user().ifPresent(user -> json.put("User", user));
        options.stopSignal().ifPresent(signal -> json.put("StopSignal", signal));
        putAll(json, "Labels", options.labels());
        if (options.terminal()) {
            json.put("Tty", true).put("OpenStdin", true);
        }
        if (options.init()) {
            host.put("Init", true);
        }
        if (options.readOnlyRoot()) {
            host.put("ReadonlyRootfs", true);
        }
    }

    private void limits(ContainerOptions options, ObjectNode host) {
        options.maxProcesses().ifPresent(most -> host.put("PidsLimit", most));
        if (options.cpuLimit().isPresent() && host.has("NanoCpus")) {
            throw errors.remedy("give one of them")
                    .unsupported(
                            Support.Reason.NO_SUCH_CONCEPT,
                            "a container has one limit of CPUs, and no number of its own");
        }
        options.cpuLimit()
                .map(cpus -> cpus.scaleByPowerOfTen(9))
                .map(BigDecimal::longValueExact)
                .ifPresent(nanos -> host.put("NanoCpus", nanos));
    }

    private static void restart(RestartPolicy policy, ObjectNode json) {
        json.put("Name", policy.id());
        policy.most().ifPresent(most -> json.put("MaximumRetryCount", most));
    }

    private static void mount(ContainerMount mount, ObjectNode host) {
        if (mount.type().equals("tmpfs")) {
            String access = mount.isReadOnly() ? "ro" : "rw";
            String size = mount.size().map(most -> ",size=" + most.toBytes()).orElse("");
            object(host, "Tmpfs").put(mount.target(), access + size);
            return;
        }
        ObjectNode json = CreateJson.array(host, "Mounts").addObject();
        json.put("Type", mount.type()).put("Target", mount.target()).put("ReadOnly", mount.isReadOnly());
        mount.source().ifPresent(source -> json.put("Source", source));
    }

    private void network(ContainerOptions options, ObjectNode json, ObjectNode host) {
        options.hostname().ifPresent(name -> json.put("Hostname", name));
        options.networkMode().ifPresent(mode -> network(mode, host));
        if (!options.ports().isEmpty()) {
            refuseWithoutNetwork(Optional.ofNullable(host.get("NetworkMode")).map(mode -> mode.asText()));
            options.ports().forEach(port -> publish(port, json, host));
        }
    }

    private void network(String mode, ObjectNode host) {
        if (host.has("NetworkMode")) {
            throw errors.remedy("give one of them")
                    .unsupported(
                            Support.Reason.NO_SUCH_CONCEPT,
                            "a container has one network, by an interface or a network mode");
        }
        host.put("NetworkMode", mode);
    }

    /** The engine would leave them out in silence. */
    private void refuseWithoutNetwork(Optional<String> mode) {
        mode.filter(name -> name.equals("none") || name.equals("host") || name.startsWith("container:"))
                .ifPresent(name -> {
                    throw errors.unsupported(
                            Support.Reason.NO_SUCH_CONCEPT,
                            "ports are published on a network of its own, not on '" + name + "'");
                });
    }

    private static void publish(PublishedPort port, ObjectNode json, ObjectNode host) {
        String key = port.containerPort() + "/" + port.protocol();
        // By property, as the slash in the key would be read as a path.
        object(json, "ExposedPorts").putObject(key);
        ObjectNode bindings = object(host, "PortBindings");
        ArrayNode list = bindings.get(key) instanceof ArrayNode there ? there : bindings.putArray(key);
        ObjectNode binding = list.addObject();
        port.address().ifPresent(address -> binding.put("HostIp", address.replaceAll("[\\[\\]]", "")));
        port.hostPort().ifPresent(number -> binding.put("HostPort", Integer.toString(number)));
    }

    private static ObjectNode object(ObjectNode parent, String key) {
        return parent.get(key) instanceof ObjectNode there ? there : parent.putObject(key);
    }

    private void health(HealthCheck check, ObjectNode json) {
        ArrayNode test = json.putArray("Test").add("CMD");
        check.command().forEach(test::add);
        time(json, "Interval", check.interval());
        time(json, "Timeout", check.timeout());
        time(json, "StartPeriod", check.startPeriod());
        check.startInterval().ifPresent(interval -> {
            requireDocker25("an interval of health checks at the start");
            time(json, "StartInterval", Optional.of(interval));
        });
        check.retries().ifPresent(retries -> json.put("Retries", retries));
    }

    private static void time(ObjectNode json, String key, Optional<Duration> time) {
        time.ifPresent(duration -> json.put(key, duration.toNanos()));
    }

    /** Devices by the Container Device Interface. */
    void cdi(Collection<String> names, ObjectNode host) {
        if (!names.isEmpty()) {
            requireDocker25("a device by CDI");
            ObjectNode request =
                    CreateJson.array(host, "DeviceRequests").addObject().put("Driver", "cdi");
            addAll(request, "DeviceIDs", names);
        }
    }

    /** Podman takes the fields from whoever speaks the API of Docker, and does nothing about them. */
    private void requireDocker25(String what) {
        if (greeting.dialect() == Dialect.PODMAN) {
            throw errors.unsupported(
                    Support.Reason.NOT_IMPLEMENTED,
                    "Podman ignores " + what + " in the API that it shares with Docker");
        }
        if (!greeting.isDocker25()) {
            throw errors.remedy("update the engine to Docker 25")
                    .unsupported(
                            Support.Reason.TOO_OLD,
                            what + " needs version " + Greeting.DOCKER_25 + " of the API; this engine speaks "
                                    + greeting.api());
        }
    }

    private static void putAll(ObjectNode json, String key, Map<String, String> values) {
        if (!values.isEmpty()) {
            ObjectNode object = json.putObject(key);
            values.forEach(object::put);
        }
    }

    private static void addAll(ObjectNode json, String key, Collection<String> values) {
        if (!values.isEmpty()) {
            ArrayNode array = json.putArray(key);
            values.forEach(array::add);
        }
    }
}
