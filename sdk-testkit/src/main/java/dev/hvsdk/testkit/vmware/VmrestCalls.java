/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit.vmware;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The calls of vmrest. Thread-safe. */
final class VmrestCalls {
    private static final Pattern MACHINE =
            Pattern.compile("([A-Z]+) /api/vms/([A-Z0-9]+)/(power|nic|configparams|params)(/.*)?");

    private final JsonMapper json = new JsonMapper();
    private final StandInMachines machines;
    private final StandInNetworks networks;

    VmrestCalls(StandInMachines machines, StandInNetworks networks) {
        this.machines = machines;
        this.networks = networks;
    }

    StandInMachines machines() {
        return machines;
    }

    VmrestReply answer(String request, String body) {
        return switch (request) {
            case "GET /api/vms" -> all();
            case "POST /api/vms/registration" -> register(parsed(body));
            case "GET /api/vmnet" -> networks.all();
            case "POST /api/vmnets" -> networks.make(parsed(body));
            default -> ofMachine(request, body);
        };
    }

    private JsonNode parsed(String body) {
        try {
            return json.readTree(body);
        } catch (JsonProcessingException e) {
            return json.missingNode();
        }
    }

    private VmrestReply all() {
        ArrayNode all = json.createArrayNode();
        machines.all().forEach((id, path) -> all.add(machine(id, path)));
        return VmrestReply.ok(all);
    }

    private ObjectNode machine(String id, Path path) {
        return json.createObjectNode().put("id", id).put("path", path.toString());
    }

    private VmrestReply register(JsonNode body) {
        String text = body.path("path").asText("");
        if (!text.endsWith(".vmx") || !Files.isRegularFile(Path.of(text))) {
            return VmrestReply.invalid("path");
        }
        return VmrestReply.of(201, machine(machines.register(Path.of(text)), Path.of(text)));
    }

    private VmrestReply ofMachine(String request, String body) {
        Matcher matcher = MACHINE.matcher(request);
        if (!matcher.matches()) {
            return VmrestReply.noSuchCall();
        }
        Optional<StandInMachine> machine = machines.find(matcher.group(2));
        if (machine.isEmpty()) {
            return VmrestReply.refusal(404, "The virtual machine cannot be found");
        }
        String rest = Optional.ofNullable(matcher.group(4)).orElse("");
        return ofMachine(matcher.group(1) + " " + matcher.group(3), rest, machine.get(), body);
    }

    private VmrestReply ofMachine(String call, String rest, StandInMachine machine, String body) {
        StandInNics nics = new StandInNics(machine, networks);
        return switch (call) {
            case "GET power" -> machine.power();
            case "PUT power" -> machine.turn(body);
            case "GET nic" -> nics.all();
            case "POST nic" -> nics.add(parsed(body));
            case "PUT nic" -> nics.change(rest, parsed(body));
            case "DELETE nic" -> nics.remove(rest);
            case "PUT configparams" -> machine.configure(parsed(body));
            case "GET params" -> machine.parameter(rest.substring(1));
            default -> VmrestReply.noSuchCall();
        };
    }
}
