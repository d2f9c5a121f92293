/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit.vmware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.hvsdk.api.Credentials;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The stand-in for vmrest, asked as any client would ask it, and beside the script for vmrun. */
class VmrestStandInTest {
    private static final String MEDIA_TYPE = "application/vnd.vmware.vmw.rest-v1+json";

    @TempDir
    private Path directory;

    private VmrunStandIn vmrun;
    private VmrestStandIn vmrest;
    private Path vmx;

    @BeforeEach
    void start() throws IOException {
        vmrun = VmrunStandIn.in(directory);
        Path folder = Files.createDirectories(vmrun.machines().resolve("web 1"));
        vmx = Files.writeString(folder.resolve("web 1.vmx"), "displayName = \"web 1\"\n");
        vmrest = VmrestStandIn.beside(vmrun).register(vmx);
    }

    @AfterEach
    void end() {
        vmrest.close();
    }

    private record Answer(int status, String body) {}

    private String login() {
        Credentials login = vmrest.credentials().credentials(vmrest.uri()).orElseThrow();
        String pair = login.user().orElseThrow() + ":" + new String(login.password());
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private Answer ask(String method, String path, String body) {
        return ask(method, path, body, Map.of("Authorization", login(), "Content-Type", MEDIA_TYPE));
    }

    private Answer ask(String method, String path, String body, Map<String, String> headers) {
        try {
            HttpURLConnection connection = (HttpURLConnection)
                    URI.create(vmrest.address() + path).toURL().openConnection();
            connection.setRequestMethod(method);
            headers.forEach(connection::setRequestProperty);
            if (!body.isEmpty()) {
                connection.setDoOutput(true);
                connection.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
            }
            int status = connection.getResponseCode();
            try (InputStream in = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
                return new Answer(status, new String(in.readAllBytes(), StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Below the machine that was registered. */
    private String machine(String rest) {
        String all = ask("GET", "/api/vms", "").body();
        return "/api/vms/" + all.replaceAll(".*\"id\":\"([0-9A-F]{32})\".*", "$1") + rest;
    }

    private String vmrun(String... arguments) throws Exception {
        String[] command = Stream.concat(Stream.of(vmrun.vmrun().toString()), Stream.of(arguments))
                .toArray(String[]::new);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    @Test
    void bothToolsSeeWhatEitherDid() throws Exception {
        assertThat(ask("PUT", machine("/power"), "on").body()).contains("poweredOn");
        assertThat(vmrun("list"))
                .contains("Total running VMs: 1", vmx.toRealPath().toString());
        vmrun("pause", vmx.toRealPath().toString());
        assertThat(ask("GET", machine("/power"), "").body()).contains("paused");
        assertThat(ask("PUT", machine("/power"), "unpause").body()).contains("poweredOn");
        vmrun("suspend", vmx.toRealPath().toString(), "hard");
        assertThat(ask("GET", machine("/power"), "").body()).contains("suspended");
        vmrun("start", vmx.toRealPath().toString(), "nogui");
        assertThat(ask("PUT", machine("/power"), "off").body()).contains("poweredOff");
        assertThat(vmrun("list")).contains("Total running VMs: 0");
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                argumentSet("no such machine", "GET", "/api/vms/NONE/power", "", 404, "cannot be found"),
                argumentSet("no such call", "GET", "/api/nothing", "", 404, "404 page not found"),
                argumentSet("not on", "PUT", "power", "off", 409, "not powered on"),
                argumentSet("JSON for a word", "PUT", "power", "{\"operation\":\"on\"}", 400, "\"Code\":100"),
                argumentSet(
                        "a network of a type",
                        "POST",
                        "nic",
                        "{\"type\":\"nat\",\"vmnet\":\"vmnet8\"}",
                        400,
                        "Redundant"),
                argumentSet("no such network", "POST", "nic", "{\"type\":\"custom\",\"vmnet\":\"x\"}", 404, "network"),
                argumentSet("no such interface", "DELETE", "nic/1", "", 404, "adapter cannot be found"),
                argumentSet("taken", "POST", "/api/vmnets", "{\"name\":\"vmnet8\",\"type\":\"nat\"}", 409, "exists"),
                argumentSet("no JSON", "POST", "/api/vmnets", "{", 400, "name"),
                argumentSet(
                        "no file",
                        "POST",
                        "/api/vms/registration",
                        "{\"name\":\"x\",\"path\":\"/x.vmx\"}",
                        400,
                        "path"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void refusesWithACodeAndAMessage(String method, String path, String body, int status, String said) {
        Answer answer = ask(method, path.startsWith("/") ? path : machine("/" + path), body);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body()).contains(said);
    }

    @Test
    void wantsALoginAndItsMediaType() {
        assertThat(ask("GET", "/api/vms", "", Map.of()).status()).isEqualTo(401);
        Map<String, String> plain = Map.of("Authorization", login(), "Content-Type", "text/plain");
        assertThat(ask("PUT", machine("/power"), "on", plain).status()).isEqualTo(406);
    }

    @Test
    void changesInterfacesInTheFile() throws IOException {
        assertThat(ask("POST", machine("/nic"), "{\"type\":\"nat\"}").status()).isEqualTo(201);
        assertThat(Files.readString(vmx)).contains("ethernet0.connectionType = \"nat\"");
        String custom = "{\"type\":\"custom\",\"vmnet\":\"vmnet1\"}";
        assertThat(ask("PUT", machine("/nic/1"), custom).body()).contains("vmnet1");
        assertThat(ask("GET", machine("/nic"), "").body()).contains("\"num\":1", "\"type\":\"custom\"");
        assertThat(ask("DELETE", machine("/nic/1"), "").status()).isEqualTo(204);
        assertThat(Files.readString(vmx)).doesNotContain("ethernet0");
    }

    @Test
    void setsAndReadsKeysOfTheFile() {
        ask("PUT", machine("/configparams"), "{\"name\":\"annotation\",\"value\":\"one\"}");
        assertThat(ask("GET", machine("/params/annotation"), "").body()).contains("\"value\":\"one\"");
    }

    @Test
    void remembersWhatItWasAsked() {
        ask("GET", "/api/vmnet", "");
        assertThat(vmrest.requests()).containsExactly("GET /api/vmnet");
        assertThat(vmrest.toString()).contains("127.0.0.1");
    }
}
