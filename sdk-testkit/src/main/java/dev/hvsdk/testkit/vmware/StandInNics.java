/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit.vmware;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;

/** The network interfaces of one machine, which are keys of its {@code .vmx}. Immutable. */
final class StandInNics {
    /** As many as a machine of Workstation can have. */
    private static final int MOST = 10;

    private static final Set<String> TYPES = Set.of("bridged", "nat", "hostonly", "custom");

    private final StandInMachine machine;
    private final StandInNetworks networks;

    StandInNics(StandInMachine machine, StandInNetworks networks) {
        this.machine = machine;
        this.networks = networks;
    }

    VmrestReply all() {
        ArrayNode nics = JsonNodeFactory.instance.arrayNode();
        present().mapToObj(this::reading).forEach(nics::add);
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("num", nics.size());
        answer.set("nics", nics);
        return VmrestReply.ok(answer);
    }

    private IntStream present() {
        return IntStream.range(0, MOST).filter(this::isPresent);
    }

    private boolean isPresent(int number) {
        return find(number, "present").filter("TRUE"::equalsIgnoreCase).isPresent();
    }

    private Optional<String> find(int number, String key) {
        return machine.find("ethernet" + number + "." + key);
    }

    private ObjectNode reading(int number) {
        String type = find(number, "connectionType").orElse("bridged").toLowerCase(Locale.ROOT);
        String address = find(number, "address")
                .or(() -> find(number, "generatedAddress"))
                .orElse("");
        return JsonNodeFactory.instance
                .objectNode()
                .put("index", number + 1)
                .put("type", type)
                .put("vmnet", type.equals("custom") ? find(number, "vnet").orElse("") : StandInNetworks.usual(type))
                .put("macAddress", address);
    }

    /** An address is made at the first start, and not before. */
    VmrestReply add(JsonNode body) {
        return checked(body).orElseGet(() -> {
            int free = IntStream.range(0, MOST)
                    .filter(number -> !isPresent(number))
                    .findFirst()
                    .orElse(MOST);
            return free == MOST ? VmrestReply.refusal(409, "There are too many network adapters") : make(free, body);
        });
    }

    private VmrestReply make(int number, JsonNode body) {
        machine.removeAll("ethernet" + number + ".");
        machine.put("ethernet" + number + ".present", "TRUE");
        machine.put("ethernet" + number + ".addressType", "generated");
        machine.put("ethernet" + number + ".virtualDev", "e1000");
        connect(number, body);
        return VmrestReply.of(201, reading(number));
    }

    private void connect(int number, JsonNode body) {
        machine.put("ethernet" + number + ".connectionType", body.path("type").asText());
        machine.put("ethernet" + number + ".vnet", body.path("vmnet").asText(""));
    }

    private Optional<VmrestReply> checked(JsonNode body) {
        String type = body.path("type").asText("");
        boolean isNamed = body.has("vmnet");
        if (!TYPES.contains(type)) {
            return Optional.of(VmrestReply.invalid("type"));
        } else if (isNamed && !type.equals("custom")) {
            return Optional.of(VmrestReply.refusal(400, "Redundant parameter: vmnet"));
        } else if (type.equals("custom") && !networks.has(body.path("vmnet").asText(""))) {
            return Optional.of(VmrestReply.refusal(404, "The virtual network cannot be found"));
        }
        return running();
    }

    private Optional<VmrestReply> running() {
        return machine.isRunning()
                ? Optional.of(VmrestReply.refusal(409, "The virtual machine is powered on"))
                : Optional.empty();
    }

    VmrestReply change(String path, JsonNode body) {
        return checked(body)
                .orElseGet(() -> at(path, number -> {
                    connect(number, body);
                    return VmrestReply.ok(reading(number));
                }));
    }

    VmrestReply remove(String path) {
        return running()
                .orElseGet(() -> at(path, number -> {
                    machine.removeAll("ethernet" + number + ".");
                    return VmrestReply.empty();
                }));
    }

    private VmrestReply at(String path, Function<Integer, VmrestReply> work) {
        return present()
                .filter(number -> path.equals("/" + (number + 1)))
                .mapToObj(work::apply)
                .findFirst()
                .orElseGet(() -> VmrestReply.refusal(404, "The network adapter cannot be found"));
    }
}
