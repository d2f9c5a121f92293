/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.lxd;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestListing;
import dev.hvsdk.api.GuestQuery;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.HostInfo;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.HypervisorInfo;
import dev.hvsdk.api.machine.CpuInfo;
import dev.hvsdk.api.machine.PassthroughDevice;
import dev.hvsdk.api.unit.MemorySize;
import dev.hvsdk.containers.internal.http.Json;
import dev.hvsdk.containers.internal.http.Request;
import dev.hvsdk.spi.driver.GuestContext;
import dev.hvsdk.spi.driver.GuestLocks;
import dev.hvsdk.spi.driver.HostContext;
import dev.hvsdk.spi.driver.HostDriver;
import dev.hvsdk.spi.support.CapabilityTable;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.spi.support.EventBus;
import dev.hvsdk.spi.support.OperationSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** LXD or Incus on one connection. Thread-safe. */
final class LxdEngine implements HostDriver {
    /** How long the daemon waits for an instance that was asked to shut down; the instance may do it later all the same. */
    private static final int PATIENCE_SECONDS = 30;

    private final Client client;
    private final HypervisorInfo info;
    private final CapabilityTable<HostContext, GuestContext> capabilities;
    private final GuestLocks changing = new GuestLocks();

    LxdEngine(Client client, HypervisorInfo info) {
        this.client = client;
        this.info = info;
        this.capabilities = LxdOffers.of(client);
    }

    @Override
    public HypervisorInfo info() {
        return info;
    }

    @Override
    public HostInfo machine() {
        JsonNode resources = client.read(client.request("GET", "resources"), errors("read host"));
        CpuInfo.Builder cpu = CpuInfo.builder();
        cpu.architecture(client.greeting().architecture());
        HostInfo.Builder host =
                HostInfo.builder(cpu.build()).name(client.greeting().name());
        Json.number(resources, "memory", "total").ifPresent(bytes -> host.memory(MemorySize.ofBytes(bytes)));
        return host.build();
    }

    /** What each one does at the moment is asked for in the same call, if it is wanted: the daemon has to look into each. */
    @Override
    public GuestListing list(GuestQuery query) {
        Request request = client.request("GET", "instances").query("recursion", query.detailed() ? "2" : "1");
        List<GuestInfo> found = new ArrayList<>();
        for (JsonNode one : client.read(request, errors("list guests"))) {
            GuestInfo guest = info(one);
            if (query.matches(guest)) {
                found.add(guest);
            }
        }
        return GuestListing.of(found);
    }

    private GuestInfo info(JsonNode json) {
        return InstanceJson.info(json, client.greeting().dialect());
    }

    @Override
    public GuestInfo read(GuestId id) {
        ErrorFactory about = errors("read", id);
        return info(client.read(request(id, about, "GET").query("recursion", "1"), about));
    }

    private Request request(GuestId id, ErrorFactory about, String method, String... rest) {
        return Instance.request(client, InstanceId.of(id), about, method, rest);
    }

    @Override
    public Optional<GuestInfo> gone(GuestId id) {
        return Optional.of(GuestInfo.builder(id, InstanceId.of(id).name(), GuestState.STOPPED)
                .technology(client.greeting().dialect().technology())
                .build());
    }

    @Override
    public List<PassthroughDevice> devices() {
        return List.of();
    }

    @Override
    public GuestId create(GuestSpec spec, OperationSource<?> source) {
        ErrorFactory about = errors("define").subject(spec.toString());
        JsonNode json = new CreateJson(client, about).of(spec);
        client.change(client.request("POST", "instances").json(json), about);
        return new InstanceId(client.project(), spec.name()).guest();
    }

    /** Of two starts at once, the daemon may let one wait for the other and grant both. */
    @Override
    public void start(GuestId id) {
        changing.alone(id, () -> {
            require(id, "start", GuestState.STOPPED);
            act(id, "start", "start", false);
        });
    }

    /** By the signal for an end that the configuration names: that of a failing power supply, unless it is another. */
    @Override
    public void askToShutDown(GuestId id) {
        require(id, "shutdown", GuestState.RUNNING);
        ErrorFactory about = errors("shutdown", id);
        JsonNode stop = Json.object().put("action", "stop").put("timeout", PATIENCE_SECONDS);
        // Its failure is that of its patience, and the guest's state tells the rest.
        client.begin(request(id, about, "PUT", "state").json(stop), about);
    }

    @Override
    public void stop(GuestId id) {
        require(id, "stop", GuestState.RUNNING, GuestState.PAUSED, GuestState.SHUTTING_DOWN);
        act(id, "stop", "stop", true);
    }

    @Override
    public void pause(GuestId id) {
        require(id, "pause", GuestState.RUNNING);
        act(id, "pause", "freeze", false);
    }

    @Override
    public void resume(GuestId id) {
        require(id, "resume", GuestState.PAUSED);
        act(id, "resume", "unfreeze", false);
    }

    /** The daemon's patience is kept below ours. */
    @Override
    public void reboot(GuestId id) {
        require(id, "reboot", GuestState.RUNNING);
        ErrorFactory about = errors("reboot", id);
        long patience =
                Math.max(1, Math.min(10, client.context().deadline().allowed().toSeconds() / 2));
        JsonNode restart = Json.object().put("action", "restart").put("timeout", patience);
        try {
            client.change(request(id, about, "PUT", "state").json(restart), about);
        } catch (HypervisorException.TimedOut e) {
            act(id, "reboot", "restart", true);
        }
    }

    private void act(GuestId id, String operation, String action, boolean force) {
        ErrorFactory about = errors(operation, id);
        JsonNode json = Json.object()
                .put("action", action)
                .put("timeout", PATIENCE_SECONDS)
                .put("force", force);
        client.promptly(request(id, about, "PUT", "state").json(json), about);
    }

    /** With its snapshots. */
    @Override
    public void remove(GuestId id) {
        require(id, "undefine", GuestState.STOPPED, GuestState.CRASHED);
        ErrorFactory about = errors("undefine", id);
        client.change(request(id, about, "DELETE"), about);
    }

    /** The daemon lets pass what it should not, such as asking a frozen instance to shut down, which it lets go on for that. */
    private void require(GuestId id, String operation, GuestState... states) {
        ErrorFactory about = errors(operation, id);
        GuestState state = InstanceJson.state(client.read(request(id, about, "GET"), about));
        if (!List.of(states).contains(state)) {
            throw about.wrongState("it is " + state.id());
        }
    }

    @Override
    public void watch(EventBus events) {
        Watcher.start(client, events);
    }

    @Override
    public CapabilityTable<HostContext, GuestContext> capabilities() {
        return capabilities;
    }

    private ErrorFactory errors(String operation) {
        return client.context().errors(operation);
    }

    private ErrorFactory errors(String operation, GuestId id) {
        return errors(operation).subject("guest " + id);
    }
}
