/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.live;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A bare client of SOAP, for what the simulator's own client would not show: answers as they come, the status before them. */
final class SoapCall {

    private static final String SOAP = "http://schemas.xmlsoap.org/soap/envelope/";

    private static final Pattern TOKEN = Pattern.compile("<token>(.*?)</token>");

    private final Vcsim server;
    private final HttpClient client;

    private SoapCall(Vcsim server, HttpClient client) {
        this.server = server;
        this.client = client;
    }

    static SoapCall at(Vcsim server) {
        HttpClient client = HttpClient.newBuilder()
                .sslContext(trusting(server))
                .cookieHandler(new CookieManager())
                .build();
        return new SoapCall(server, client);
    }

    private static SSLContext trusting(Vcsim server) {
        try (InputStream in = Files.newInputStream(server.certificate())) {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            store.setCertificateEntry(
                    "vcsim", CertificateFactory.getInstance("X.509").generateCertificate(in));
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    String login() {
        return login(server.password());
    }

    String login(String password) {
        return call(
                "Login",
                "SessionManager",
                "SessionManager",
                "<userName>" + server.user() + "</userName><password>" + password + "</password>");
    }

    String time() {
        return call("CurrentTime", "ServiceInstance", "ServiceInstance", "");
    }

    /** All guests, or as many as one answer has. */
    String guests() {
        return property("VirtualMachine", "datastore");
    }

    /** One property of each object of a type. */
    String property(String type, String path) {
        String view = result(call(
                "CreateContainerView",
                "ViewManager",
                "ViewManager",
                "<container type=\"Folder\">group-d1</container><type>" + type + "</type><recursive>true</recursive>"));
        return call(
                "RetrievePropertiesEx",
                "PropertyCollector",
                "propertyCollector",
                "<specSet><propSet><type>" + type + "</type><pathSet>" + path + "</pathSet></propSet>"
                        + "<objectSet><obj type=\"ContainerView\">" + view + "</obj><skip>true</skip>"
                        + "<selectSet xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:type=\"TraversalSpec\">"
                        + "<type>ContainerView</type><path>view</path><skip>false</skip></selectSet></objectSet></specSet>"
                        + "<options/>");
    }

    /** What a task says of itself. */
    String info(String task) {
        return call(
                "RetrievePropertiesEx",
                "PropertyCollector",
                "propertyCollector",
                "<specSet><propSet><type>Task</type><pathSet>info</pathSet></propSet><objectSet><obj type=\"Task\">"
                        + task + "</obj></objectSet></specSet><options/>");
    }

    /** The reference that an answer consists of. */
    static String result(String answer) {
        return answer.replaceAll("(?s).*<returnval[^>]*>(.*?)</returnval>.*", "$1");
    }

    /** The reference of a guest that the shared simulators have. */
    String firstGuest() {
        return guests().replaceAll("(?s).*?<obj type=\"VirtualMachine\">([^<]*)<.*", "$1");
    }

    /** The page behind an answer. */
    String next(String answer) {
        Matcher token = TOKEN.matcher(answer);
        if (!token.find()) {
            throw new IllegalArgumentException("no token in " + answer);
        }
        return call(
                "ContinueRetrievePropertiesEx",
                "PropertyCollector",
                "propertyCollector",
                "<token>" + token.group(1) + "</token>");
    }

    static int objects(String answer) {
        return answer.split("<objects>", -1).length - 1;
    }

    String call(String method, String type, String object, String arguments) {
        String body = "<e:Envelope xmlns:e=\"" + SOAP + "\"><e:Body><" + method + " xmlns=\"urn:vim25\"><_this type=\""
                + type + "\">" + object + "</_this>" + arguments + "</" + method + "></e:Body></e:Envelope>";
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.sdk()))
                .header("Accept-Encoding", "gzip")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            return answer.statusCode() + " " + text(answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw Processes.interrupted(e);
        }
    }

    private static String text(HttpResponse<byte[]> answer) throws IOException {
        if (answer.headers().firstValue("Content-Encoding").isEmpty()) {
            return new String(answer.body(), StandardCharsets.UTF_8);
        }
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(answer.body()))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
