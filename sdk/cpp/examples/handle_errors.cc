// Two calls that fail, and what their failures tell.
#include <iostream>

#include <recsys/client.h>

int main(int, char** arguments) {
  const auto client = recsys::Client::Connect(arguments[1]);

  recsys::v1::GetProductRequest product;
  product.set_product_id("no-such-product");
  if (const auto answer = client.GetProduct(product); answer)
    std::cout << answer->product().title() << "\n";
  else if (answer.error().reason() == "PRODUCT_NOT_FOUND")
    std::cout << "There is no product " << answer.error().metadata().at("product_id") << ".\n";
  else
    throw answer.error();

  recsys::v1::RecommendForUserRequest page;
  page.set_customer_id("17850");
  page.set_page_size(9'999);
  try {
    static_cast<void>(client.RecommendForUser(page).value());
  } catch (const recsys::Error& error) {
    for (const auto& wrong : error.invalid_fields()) std::cout << wrong.field << " " << wrong.description << "\n";
  }
}
