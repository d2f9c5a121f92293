/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.vmrest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.Deadlines;
import dev.hvsdk.api.NativeError;
import dev.hvsdk.spi.support.Deadline;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.vmware.internal.net.RestTransport;
import dev.hvsdk.vmware.internal.net.RestTransport.Answer;
import dev.hvsdk.vmware.internal.net.Trust;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Asks a vmrest; paths and names are those of its own documentation, version 1.3.
 *
 * <p>Thread-safe.
 */
public final class Vmrest implements AutoCloseable {
    private static final String MEDIA_TYPE = "application/vnd.vmware.vmw.rest-v1+json";
    private static final String VMS = "/api/vms";

    /** A suspension writes all the memory; a server that is silent for this long has failed. */
    private static final Duration LONG = Duration.ofMinutes(30);

    private static final int SHOWN = 200;

    private final JsonMapper json = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private final Deadlines deadlines;
    private final RestTransport transport;
    private final VmrestLogin login;
    private final Refusals refusals;

    private Vmrest(Deadlines deadlines, RestTransport transport, VmrestLogin login) {
        this.deadlines = deadlines;
        this.transport = transport;
        this.login = login;
        this.refusals = new Refusals(json, login);
    }

    /**
     * Asks for the password; sends nothing yet.
     *
     * @param trust for a place with TLS
     */
    public static Vmrest of(ConnectSpec spec, VmrestPlace place, @Nullable Trust trust, ErrorFactory about) {
        VmrestLogin login = VmrestLogin.of(spec, place, about);
        Map<String, String> headers =
                Map.of("Accept", MEDIA_TYPE, "Content-Type", MEDIA_TYPE, "Authorization", login.header());
        RestTransport transport = new RestTransport(
                place.address(), trust, spec.deadlines().connect(), headers, "start vmrest, or leave out vmrest=");
        return new Vmrest(spec.deadlines(), transport, login);
    }

    /** The machines of the product's library, whether they run or not. */
    public List<VmrestMachine> machines(ErrorFactory about) {
        return read(VMS, about, answer -> Readings.list(answer, Readings::machine));
    }

    /** Puts a machine into the product's library. */
    public void register(String name, String path, ErrorFactory about) {
        change("POST", VMS + "/registration", object("name", name, "path", path), about);
    }

    /** What it calls the state of a machine: {@code poweredOn}, {@code poweredOff}, {@code paused}, {@code suspended}. */
    public String powerState(String id, ErrorFactory about) {
        return read(VMS + "/" + id + "/power", about, answer -> Readings.text(answer, "power_state"));
    }

    /** Switches a machine: {@code on}, {@code off}, {@code shutdown}, {@code suspend}, {@code pause}, {@code unpause}. */
    public void power(String id, String word, ErrorFactory about) {
        // The bare word, although the media type says JSON.
        change("PUT", VMS + "/" + id + "/power", word, about);
    }

    /** The network interfaces of a machine. */
    public List<VmrestNic> nics(String id, ErrorFactory about) {
        return read(VMS + "/" + id + "/nic", about, answer -> Readings.list(answer.path("nics"), Readings::nic));
    }

    /** Gives a machine a network interface on the network of this type, or on the one that is named with the type custom. */
    public VmrestNic addNic(String id, String type, @Nullable String vmnet, ErrorFactory about) {
        ObjectNode body = object("type", type);
        if (vmnet != null) {
            body.put("vmnet", vmnet);
        }
        Answer answer = change("POST", VMS + "/" + id + "/nic", body, about);
        return parsed(answer, about, Readings::nic);
    }

    /** Takes a network interface away. */
    public void removeNic(String id, int index, ErrorFactory about) {
        change("DELETE", VMS + "/" + id + "/nic/" + index, "", about);
    }

    /** Sets a key of a machine's {@code .vmx}. */
    public void configure(String id, String key, String value, ErrorFactory about) {
        change("PUT", VMS + "/" + id + "/configparams", object("name", key, "value", value), about);
    }

    /** The virtual networks of the host. */
    public List<VmrestNetwork> networks(ErrorFactory about) {
        return read("/api/vmnet", about, answer -> Readings.list(answer.path("vmnets"), Readings::network));
    }

    /** Makes a virtual network, of the type that vmrest chooses if none is said. */
    public void makeNetwork(String name, @Nullable String type, ErrorFactory about) {
        ObjectNode body = object("name", name);
        if (type != null) {
            body.put("type", type);
        }
        change("POST", "/api/vmnets", body, about);
    }

    private ObjectNode object(String... namesAndValues) {
        ObjectNode object = json.createObjectNode();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            object.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return object;
    }

    private <T> T read(String path, ErrorFactory about, Function<? super JsonNode, ? extends T> reading) {
        return parsed(send("GET", path, "", Deadline.after(deadlines.call()), about), about, reading);
    }

    private Answer change(String method, String path, JsonNode body, ErrorFactory about) {
        return change(method, path, body.toString(), about);
    }

    private Answer change(String method, String path, String body, ErrorFactory about) {
        return send(method, path, body, Deadline.after(LONG), about);
    }

    private Answer send(String method, String path, String body, Deadline deadline, ErrorFactory about) {
        Answer answer = transport.send(method, path, body, deadline, about);
        if (answer.status() / 100 != 2) {
            throw refusals.of(answer, about);
        }
        return answer;
    }

    private <T> T parsed(Answer answer, ErrorFactory about, Function<? super JsonNode, ? extends T> reading) {
        try {
            return reading.apply(json.readTree(answer.text()));
        } catch (JsonProcessingException | NoSuchElementException e) {
            String text = login.without(answer.text());
            String shown = text.substring(0, Math.min(text.length(), SHOWN));
            // Jackson's own message would show the text too, and unhidden.
            throw about.nativeError(new NativeError("vmrest", "unreadable", shown))
                    .hostFailure("the answer of vmrest lacks what it has to have");
        }
    }

    /** Ends what is under way. */
    @Override
    public void close() {
        transport.close();
    }
}
