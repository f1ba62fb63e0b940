package com.recsys.client;

import static org.junit.Assert.assertTrue;

import com.recsys.v1.CustomerServiceGrpc;
import com.recsys.v1.InteractionServiceGrpc;
import com.recsys.v1.ModelServiceGrpc;
import com.recsys.v1.OperationsServiceGrpc;
import com.recsys.v1.ProductServiceGrpc;
import com.recsys.v1.RecommendationServiceGrpc;
import io.grpc.MethodDescriptor;
import io.grpc.ServiceDescriptor;
import java.util.Arrays;
import java.util.Map;
import org.junit.Test;

/** A method that comes to the contract is missed here where nobody wrote its line. */
public class FacadeTest {
  private static final Map<Class<?>, ServiceDescriptor> FACADES = Map.of(
      Recommendations.class, RecommendationServiceGrpc.getServiceDescriptor(),
      Interactions.class, InteractionServiceGrpc.getServiceDescriptor(),
      Products.class, ProductServiceGrpc.getServiceDescriptor(),
      Customers.class, CustomerServiceGrpc.getServiceDescriptor(),
      Models.class, ModelServiceGrpc.getServiceDescriptor(),
      Operations.class, OperationsServiceGrpc.getServiceDescriptor());

  @Test
  public void everyMethodOfTheContract_isThere() {
    FACADES.forEach((facade, service) -> service.getMethods().stream()
        // Its like is the interaction stream.
        .filter(method -> method.getType() != MethodDescriptor.MethodType.BIDI_STREAMING)
        .map(MethodDescriptor::getBareMethodName)
        .map(name -> Character.toLowerCase(name.charAt(0)) + name.substring(1))
        .forEach(name -> assertTrue(
            facade + " lacks " + name,
            Arrays.stream(facade.getMethods()).anyMatch(method -> method.getName().equals(name)))));
  }
}
