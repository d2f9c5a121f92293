/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.docker;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.unit.MemorySize;
import dev.hvsdk.containers.ContainerMount;
import dev.hvsdk.containers.ContainerOptions;
import dev.hvsdk.containers.HealthCheck;
import dev.hvsdk.containers.PublishedPort;
import dev.hvsdk.containers.RestartPolicy;
import dev.hvsdk.spi.support.ErrorFactory;
import java.util.List;
import java.util.Map;

/** The options of a container as the engines read them. */
final class OptionsJson {
    private final Greeting engine;
    private final ErrorFactory errors;
    private final ObjectNode json;
    private final ObjectNode host;

    OptionsJson(Greeting engine, ErrorFactory errors, ObjectNode json, ObjectNode host) {
        this.engine = engine;
        this.errors = errors;
        this.json = json;
        this.host = host;
    }

    void write(ContainerOptions options) {
        identity(options);
        rights(options);
        options.healthCheck().ifPresent(this::healthCheck);
        options.restart().ifPresent(this::restart);
        options.mounts().forEach(this::mount);
        options.ports().forEach(this::port);
        if (!options.cdiDevices().isEmpty()) {
            cdiDevices(options.cdiDevices());
        }
    }

    private void identity(ContainerOptions options) {
        if (!options.environment().isEmpty()) {
            ArrayNode variables = json.putArray("Env");
            options.environment().forEach((name, value) -> variables.add(name + "=" + value));
        }
        labels(options.labels());
        options.workingDirectory().ifPresent(directory -> json.put("WorkingDir", directory));
        options.hostname().ifPresent(name -> json.put("Hostname", name));
        options.stopSignal().ifPresent(signal -> json.put("StopSignal", signal));
        if (options.terminal()) {
            json.put("Tty", true).put("OpenStdin", true);
        }
    }

    private void labels(Map<String, String> labels) {
        if (!labels.isEmpty()) {
            ObjectNode written = json.putObject("Labels");
            labels.forEach(written::put);
        }
    }

    private void rights(ContainerOptions options) {
        options.user().ifPresent(user -> json.put("User", user));
        options.maxProcesses().ifPresent(most -> host.put("PidsLimit", most));
        list(host, "CapAdd", options.addedCapabilities());
        list(host, "CapDrop", options.droppedCapabilities());
        if (options.readOnlyRoot()) {
            host.put("ReadonlyRootfs", true);
        }
        if (options.init()) {
            host.put("Init", true);
        }
    }

    private static void list(ObjectNode parent, String key, List<String> values) {
        if (!values.isEmpty()) {
            ArrayNode array = parent.putArray(key);
            values.forEach(array::add);
        }
    }

    private void healthCheck(HealthCheck check) {
        ObjectNode written = json.putObject("Healthcheck");
        ArrayNode test = written.putArray("Test").add("CMD");
        check.command().forEach(test::add);
        written.put("Interval", check.interval().toNanos())
                .put("Timeout", check.timeout().toNanos())
                .put("StartPeriod", check.startPeriod().toNanos())
                .put("Retries", check.retries());
    }

    private void restart(RestartPolicy policy) {
        host.putObject("RestartPolicy").put("Name", policy.kind().id()).put("MaximumRetryCount", policy.attempts());
    }

    private void mount(ContainerMount mount) {
        ObjectNode written = host.withArray("Mounts").addObject();
        written.put("Type", mount.kind().id()).put("Target", mount.target()).put("ReadOnly", mount.readOnly());
        mount.source().ifPresent(source -> written.put("Source", source));
        mount.size()
                .map(MemorySize::toBytes)
                .ifPresent(bytes -> written.putObject("TmpfsOptions").put("SizeBytes", bytes));
    }

    private void port(PublishedPort port) {
        String key = port.port() + "/" + port.protocol().id();
        json.withObject("/ExposedPorts").putObject(key);
        ObjectNode bindings = host.withObject("/PortBindings");
        ObjectNode binding = bindings.withArray(key).addObject();
        port.hostAddress().ifPresent(address -> binding.put("HostIp", address));
        binding.put(
                "HostPort",
                port.hostPort().isPresent() ? String.valueOf(port.hostPort().getAsInt()) : "");
    }

    /** By requests for devices, of which both engines made this kind late. */
    private void cdiDevices(List<String> names) {
        if (!engine.knowsCdi()) {
            throw errors.remedy("update the engine, or name the device's node as a device of the guest")
                    .unsupported(
                            Support.Reason.TOO_OLD,
                            engine.dialect().product() + " " + engine.version()
                                    + " gives no devices by names of the Container Device Interface");
        }
        ObjectNode request = host.putArray("DeviceRequests").addObject().put("Driver", "cdi");
        list(request, "DeviceIDs", names);
    }
}
