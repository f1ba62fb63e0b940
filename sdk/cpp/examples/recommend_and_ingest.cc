// Recommends to a customer and tells the server that the first product was clicked.
#include <iostream>

#include <recsys/client.h>

int main(int, char** arguments) {
  // lines: from here
  auto client = recsys::Client::Connect(arguments[1]);
  recsys::v1::RecommendForUserRequest request;
  request.set_customer_id("17850");
  request.set_page_size(5);
  request.set_include_products(true);
  const auto answer = client.RecommendForUser(request).value();
  for (const auto& item : answer.recommendations()) std::cout << item.product().title() << "\n";
  auto stream = client.OpenInteractionStream();
  recsys::v1::Interaction click;
  click.set_customer_id("17850");
  click.set_product_id(answer.recommendations(0).product_id());
  click.set_type(recsys::v1::INTERACTION_TYPE_CLICK);
  stream.Add(recsys::Attribute(click, answer));
  stream.Close().value();
  // lines: to here
}
